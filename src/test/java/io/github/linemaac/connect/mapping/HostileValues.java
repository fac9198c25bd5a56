package io.github.linemaac.connect.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of every shape that a converter, a transform or a stranger may leave in a topic. */
final class HostileValues {
  /** In every hostile text, so that a leak shows. */
  static final String MARKER = "m4rk3r";

  private static final List<String> NAMES =
      List.of(
          "line_uid",
          "line_display_name",
          "email",
          "mobile",
          "customer_id",
          "gender",
          "birthday",
          "tags",
          "a");

  private static final Map<String, Object> SOUND =
      Map.of(
          "line_uid", Mapping.LINE_UID,
          "customer_id", "c1",
          "email", "a@example.com",
          "mobile", "+886912345678",
          "a", Map.of("a", Map.of()));

  private static final int MAX_DEPTH = 3;

  private HostileValues() {}

  static Arbitrary<SinkRecord> records() {
    return Combinators.combine(anything(), documents(), anything())
        .as(
            (key, value, header) -> {
              final SinkRecord record = Mapping.record(key, value);
              record.headers().add("h", header, null);
              return record;
            });
  }

  private static Arbitrary<Object> documents() {
    final Arbitrary<Object> maps = maps(anything());
    return Arbitraries.frequencyOf(
        Tuple.of(3, maps),
        Tuple.of(6, nearlySound()),
        Tuple.of(2, structs()),
        Tuple.of(2, json().map(text -> text)),
        Tuple.of(1, json().map(Mapping::utf8)),
        Tuple.of(1, json().map(text -> ByteBuffer.wrap(Mapping.utf8(text)))),
        Tuple.of(1, anything()));
  }

  /** Sound but for a field or two, so that each field gets its turn to be the one at fault. */
  private static Arbitrary<Object> nearlySound() {
    return Arbitraries.maps(Arbitraries.of(NAMES), anything())
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(
            odd -> {
              final Map<String, Object> fields = new HashMap<>(SOUND);
              fields.putAll(odd);
              return fields;
            });
  }

  /** Any value, nested or not. */
  private static Arbitrary<Object> anything() {
    return nested(MAX_DEPTH);
  }

  private static Arbitrary<Object> nested(final int depth) {
    if (depth == 0) {
      return scalars();
    }
    final Arbitrary<Object> inner = nested(depth - 1);
    return Arbitraries.oneOf(
        scalars(),
        inner.list().ofMaxSize(3).map(list -> list),
        maps(inner),
        structs(),
        unions(),
        json().map(text -> text));
  }

  private static Arbitrary<Object> maps(final Arbitrary<Object> values) {
    return Arbitraries.maps(Arbitraries.of(NAMES), values).ofMaxSize(NAMES.size()).map(m -> m);
  }

  private static Arbitrary<Object> structs() {
    final Schema schema =
        SchemaBuilder.struct()
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("mobile", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .build();
    return Combinators.combine(texts(), texts(), texts().list().ofMaxSize(2))
        .as(
            (email, mobile, tags) ->
                new Struct(schema).put("email", email).put("mobile", mobile).put("tags", tags));
  }

  /** Structs that stand for one value, with one, none or too many of them. */
  private static Arbitrary<Object> unions() {
    final Schema schema =
        SchemaBuilder.struct()
            .name("io.confluent.connect.avro.Union")
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("email", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    final Schema decimal =
        SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.OPTIONAL_INT32_SCHEMA)
            .field("value", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    return Combinators.combine(
            texts().injectNull(0.3),
            Arbitraries.longs().injectNull(0.3),
            Arbitraries.integers().injectNull(0.1))
        .as(
            (text, number, scale) ->
                number != null && number % 2 == 0
                    ? new Struct(decimal)
                        .put("scale", scale)
                        .put("value", text == null ? null : Mapping.utf8(text))
                    : new Struct(schema).put("a", text).put("email", number));
  }

  private static Arbitrary<String> json() {
    return Combinators.combine(Arbitraries.of(NAMES), texts(), Arbitraries.of(jsonValues()))
        .as((name, text, value) -> "{\"" + name + "\":" + value.replace("?", text) + "}");
  }

  private static List<String> jsonValues() {
    return List.of(
        "\"?\"",
        "[\"?\"]",
        "{\"a\":\"?\"}",
        "\"?",
        "?",
        "1e999999999",
        "1e99999999999",
        "NaN",
        "9".repeat(1_001),
        "[".repeat(1_000) + "]".repeat(1_000),
        "[".repeat(10_000));
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(
        texts().map(text -> text),
        Arbitraries.longs().map(number -> number),
        Arbitraries.integers().map(number -> number),
        Arbitraries.of(
            null,
            true,
            0.1,
            Double.NaN,
            Float.NEGATIVE_INFINITY,
            Double.MAX_VALUE,
            new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
            new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
            BigInteger.TWO.pow(100_000),
            Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)),
            Date.from(Instant.ofEpochMilli(0)),
            new UUID(0, 0),
            new byte[] {'{', '}'},
            ByteBuffer.wrap(new byte[] {0}),
            Map.of(1, 2),
            new Object()));
  }

  /** Texts that all hold the marker, and among them such as nearly keep a rule. */
  private static Arbitrary<String> texts() {
    return Combinators.combine(
            Arbitraries.of(
                "",
                " ",
                "+886",
                "09",
                "0912345678;ext=",
                "2000-02-",
                "male",
                "U",
                "\u3000",
                "\0",
                "\uD83D",
                "n".repeat(300),
                "tag,"),
            Arbitraries.strings().ofMaxLength(20))
        .as((start, end) -> start + MARKER + end);
  }
}
