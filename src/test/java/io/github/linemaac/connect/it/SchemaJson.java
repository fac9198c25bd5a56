package io.github.linemaac.connect.it;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.linemaac.cluster.MemberRecord;
import java.time.LocalDate;
import java.util.Map;

/** Members as Connect's JsonConverter reads them with schemas: text fields, and a date as days. */
record SchemaJson(String dateSchemaName) {

  private static final JsonMapper JSON = new JsonMapper();

  String of(MemberRecord member) {
    ObjectNode payload = JSON.createObjectNode();
    ObjectNode envelope = JSON.createObjectNode();
    envelope.set("schema", struct(member.fields(), payload));
    envelope.set("payload", payload);
    return envelope.toString();
  }

  /** Writes the values into the payload and gives their schema. */
  ObjectNode struct(Map<?, ?> values, ObjectNode payload) {
    ObjectNode schema = JSON.createObjectNode().put("type", "struct").put("optional", true);
    ArrayNode fields = schema.putArray("fields");
    values.forEach(
        (name, value) ->
            fields.add(field(name.toString(), value, payload).put("field", name.toString())));
    return schema;
  }

  private ObjectNode field(String name, Object value, ObjectNode payload) {
    if (value instanceof Map<?, ?> nested) {
      return struct(nested, payload.putObject(name));
    }
    if (name.equals("birthday")) {
      payload.put(name, (int) LocalDate.parse(value.toString()).toEpochDay());
      return JSON.createObjectNode().put("type", "int32").put("name", dateSchemaName);
    }
    payload.put(name, value.toString());
    return JSON.createObjectNode().put("type", "string");
  }
}
