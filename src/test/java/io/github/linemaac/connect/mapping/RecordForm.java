package io.github.linemaac.connect.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The forms in which a record may come that says one JSON object. */
enum RecordForm {
  MAP,
  STRUCT,
  TEXT,
  BYTES;

  /** Reads numbers as they are written, as a good converter would. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(10_000).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  /** The record in this form. */
  SinkRecord of(final String json) {
    return switch (this) {
      case MAP -> Mapping.record(null, read(json));
      case STRUCT -> {
        final Struct struct = struct(read(json));
        yield Mapping.record(null, null, struct.schema(), struct);
      }
      case TEXT -> Mapping.record(null, json);
      case BYTES -> Mapping.record(null, Mapping.utf8(json));
    };
  }

  private static Map<String, Object> read(final String json) {
    try {
      return JSON.readValue(Mapping.utf8(json), OBJECT);
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Struct struct(final Map<?, ?> fields) {
    final Map<String, Object> values =
        fields.entrySet().stream()
            .filter(field -> field.getValue() != null)
            .collect(
                Collectors.toMap(
                    field -> field.getKey().toString(), field -> value(field.getValue())));
    final SchemaBuilder schema = SchemaBuilder.struct();
    fields.forEach(
        (name, value) ->
            schema.field(
                name.toString(),
                value == null ? Schema.OPTIONAL_STRING_SCHEMA : schema(values.get(name))));
    final Struct struct = new Struct(schema.build());
    values.forEach(struct::put);
    return struct;
  }

  private static Object value(final Object value) {
    if (value instanceof Map<?, ?> fields) {
      return struct(fields);
    }
    if (value instanceof List<?> items) {
      return items.stream().map(item -> item == null ? null : value(item)).toList();
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    return value instanceof BigInteger number ? new BigDecimal(number) : value;
  }

  private static Schema schema(final Object value) {
    if (value instanceof Struct struct) {
      return struct.schema();
    }
    if (value instanceof List<?> items) {
      return SchemaBuilder.array(
              items.stream()
                  .filter(Objects::nonNull)
                  .findFirst()
                  .map(RecordForm::schema)
                  .orElse(Schema.OPTIONAL_STRING_SCHEMA))
          .build();
    }
    if (value instanceof BigDecimal number) {
      return Decimal.schema(number.scale());
    }
    if (value instanceof Boolean) {
      return Schema.BOOLEAN_SCHEMA;
    }
    return value instanceof Long ? Schema.INT64_SCHEMA : Schema.OPTIONAL_STRING_SCHEMA;
  }
}
