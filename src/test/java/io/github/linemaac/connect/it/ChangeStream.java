package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.linemaac.cluster.MemberRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What Debezium writes of a table of members, as JSON with schemas: its key is {@code id}, its
 * columns have names of their own, and dates are days.
 */
record ChangeStream(String topic) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final SchemaJson ROWS = new SchemaJson("io.debezium.time.Date");
  private static final Map<String, String> COLUMNS =
      Map.of(
          "line_uid", "line_user_id",
          "line_display_name", "name",
          "mobile", "phone",
          "customer_id", "id");

  ProducerRecord<byte[], byte[]> inserted(MemberRecord row) {
    return change(row, "c", Map.of(), columns(row));
  }

  ProducerRecord<byte[], byte[]> updated(MemberRecord before, MemberRecord after) {
    return change(after, "u", columns(before), columns(after));
  }

  /** A deletion is two records: the change, and a tombstone for compaction. */
  Stream<ProducerRecord<byte[], byte[]>> deleted(MemberRecord row) {
    return Stream.of(
        change(row, "d", columns(row), Map.of()), new ProducerRecord<>(topic, key(row), null));
  }

  private ProducerRecord<byte[], byte[]> change(
      MemberRecord row, String op, Map<String, Object> before, Map<String, Object> after) {
    ObjectNode payload = JSON.createObjectNode();
    ObjectNode schema = JSON.createObjectNode().put("type", "struct").put("optional", false);
    schema.put("name", topic + ".Envelope");
    ArrayNode fields = schema.putArray("fields");
    Map<String, Object> all = columns(row);
    Map.of("before", before, "after", after)
        .forEach(
            (side, columns) -> {
              ObjectNode values = JSON.createObjectNode();
              fields.add(ROWS.struct(all, values).put("field", side));
              payload.set(side, columns.isEmpty() ? JSON.nullNode() : valuesOf(columns));
            });
    fields.addObject().put("type", "string").put("field", "op");
    payload.put("op", op);
    return new ProducerRecord<>(topic, key(row), envelope(schema, payload));
  }

  private static ObjectNode valuesOf(Map<String, Object> columns) {
    ObjectNode values = JSON.createObjectNode();
    ROWS.struct(columns, values);
    return values;
  }

  private static byte[] key(MemberRecord row) {
    ObjectNode payload = JSON.createObjectNode();
    ObjectNode schema = ROWS.struct(Map.of("id", row.fields().get("customer_id")), payload);
    return envelope(schema.put("optional", false), payload);
  }

  private static byte[] envelope(ObjectNode schema, ObjectNode payload) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.set("schema", schema);
    envelope.set("payload", payload);
    return envelope.toString().getBytes(UTF_8);
  }

  private static Map<String, Object> columns(MemberRecord row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    row.fields().forEach((field, value) -> columns.put(COLUMNS.getOrDefault(field, field), value));
    return columns;
  }
}
