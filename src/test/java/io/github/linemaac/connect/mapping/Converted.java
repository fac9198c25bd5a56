package io.github.linemaac.connect.mapping;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.debezium.data.Envelope;
import io.debezium.transforms.ExtractNewRecordState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;

/** Records as the converters and transforms of a worker leave them. */
final class Converted {
  private static final String TOPIC = "members";

  private static final Schema SOURCE =
      SchemaBuilder.struct().name("source").field("table", Schema.STRING_SCHEMA).build();

  private Converted() {}

  /** What JsonConverter reads without schemas. */
  static SinkRecord json(final String json) {
    return read(json(false, true), Mapping.utf8(json));
  }

  /** What JsonConverter writes with schemas and reads again, NULLs as they are. */
  static SinkRecord json(final Struct value) {
    final JsonConverter converter = json(true, false);
    return read(converter, converter.fromConnectData(TOPIC, value.schema(), value));
  }

  /** What StringConverter reads. */
  static SinkRecord text(final byte[] value) {
    return text(null, value);
  }

  /** What StringConverter reads. */
  static SinkRecord text(final byte[] key, final byte[] value) {
    final StringConverter converter = new StringConverter();
    converter.configure(Map.of(), false);
    return Mapping.record(
        converter.toConnectData(TOPIC, key).value(), converter.toConnectData(TOPIC, value).value());
  }

  /** What Apicurio's converter makes of Avro. */
  static SinkRecord avro(final GenericRecord record) {
    final SchemaAndValue value = new AvroData(1).toConnectData(record.getSchema(), record);
    return Mapping.record(null, null, value.schema(), value.value());
  }

  /** The header as a worker's header converter reads it, on a record. */
  static SinkRecord withHeader(
      final SinkRecord record,
      final HeaderConverter converter,
      final String name,
      final String text) {
    record.headers().add(name, converter.toConnectHeader(TOPIC, name, Mapping.utf8(text)));
    return record;
  }

  /** The creation of a row, as Debezium writes it, through JSON with schemas. */
  static SinkRecord created(final Struct row) {
    return json(envelope(row.schema()).create(row, source(), Instant.EPOCH));
  }

  /** The deletion of a row, likewise. */
  static SinkRecord deleted(final Struct row) {
    return json(envelope(row.schema()).delete(row, source(), Instant.EPOCH));
  }

  /** What Debezium's own transform makes of its change event. */
  static SinkRecord unwrapped(final SinkRecord event) {
    try (ExtractNewRecordState<SinkRecord> unwrap = new ExtractNewRecordState<>()) {
      unwrap.configure(
          Map.of(
              "delete.tombstone.handling.mode", "rewrite",
              "replace.null.with.default", "false"));
      return unwrap.apply(event);
    }
  }

  private static Envelope envelope(final Schema row) {
    return Envelope.defineSchema()
        .withName("crm.public.members.Envelope")
        .withRecord(row)
        .withSource(SOURCE)
        .build();
  }

  private static Struct source() {
    return new Struct(SOURCE).put("table", "members");
  }

  private static JsonConverter json(final boolean hasSchemas, final boolean replacesNull) {
    final JsonConverter converter = new JsonConverter();
    final Map<String, Object> settings = new HashMap<>();
    settings.put("schemas.enable", hasSchemas);
    settings.put("replace.null.with.default", replacesNull);
    converter.configure(settings, false);
    return converter;
  }

  private static SinkRecord read(final Converter converter, final byte[] bytes) {
    final SchemaAndValue value = converter.toConnectData(TOPIC, bytes);
    return Mapping.record(null, null, value.schema(), value.value());
  }
}
