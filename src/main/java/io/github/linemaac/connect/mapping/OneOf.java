package io.github.linemaac.connect.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Structs that converters make of one value: a union of Avro, JSON Schema or Protobuf, with a field
 * for each branch of which one is set; a wrapper of Protobuf; Debezium's decimal of variable scale.
 * The last, and Avro's unions, also as JSON without schemas leaves them. Pure.
 *
 * <p>Source of the names: what Confluent's and Apicurio's converters write, and Debezium's
 * documentation of data types.
 */
final class OneOf {
  private static final String AVRO_UNION = "io.confluent.connect.avro.Union";
  private static final String JSON_UNION = "io.confluent.connect.json.OneOf";
  private static final String PROTOBUF_UNION = "io.confluent.connect.protobuf.Union";
  private static final String UNION_PARAMETER = "org.apache.kafka.connect.data.Union";
  private static final String DECIMAL = "io.debezium.data.VariableScaleDecimal";

  private static final Set<String> PROTOBUF_WRAPPERS =
      Set.of(
          "StringValue",
          "BytesValue",
          "Int32Value",
          "Int64Value",
          "UInt32Value",
          "UInt64Value",
          "DoubleValue",
          "FloatValue",
          "BoolValue");

  /** The fields of Debezium's decimal, where JSON without schemas leaves no name. */
  private static final Set<String> DECIMAL_FIELDS = Set.of("scale", "value");

  /** Avro's JSON encoding names the branch of a union. Source: Avro's specification. */
  private static final Set<String> AVRO_PRIMITIVES =
      Set.of("boolean", "int", "long", "float", "double", "bytes", "string");

  private OneOf() {}

  /** Whether a Struct of this schema stands for the one of its fields that is set. */
  static boolean isOneOf(final Schema schema) {
    final String name = schema.name();
    return (name != null && (isUnion(name) || isWrapper(name, schema)))
        || (schema.parameters() != null && schema.parameters().containsKey(UNION_PARAMETER));
  }

  private static boolean isUnion(final String name) {
    return name.equals(AVRO_UNION)
        || name.equals(JSON_UNION)
        || name.equals(PROTOBUF_UNION)
        || name.startsWith(PROTOBUF_UNION + ".");
  }

  private static boolean isWrapper(final String name, final Schema schema) {
    return schema.fields().size() == 1
        && schema.field("value") != null
        && PROTOBUF_WRAPPERS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** Whether the branches of a union are its types, and not fields that mean different things. */
  static boolean isOfTypes(final Schema schema) {
    return schema.name() == null || !schema.name().startsWith(PROTOBUF_UNION);
  }

  /**
   * The field that is set; empty if none is.
   *
   * @throws InvalidValue if more than one is
   */
  static Optional<Field> set(final Struct struct) throws InvalidValue {
    Optional<Field> set = Optional.empty();
    for (final Field field : struct.schema().fields()) {
      if (struct.getWithoutDefault(field.name()) != null) {
        if (set.isPresent()) {
          throw new InvalidValue("is a union with more than one branch set");
        }
        set = Optional.of(field);
      }
    }
    return set;
  }

  /**
   * The number that a Struct or Map is a decimal for, or the value that a Map has of Avro's JSON
   * for a union; any other value as it is.
   */
  static Object plain(final Object value) {
    return value instanceof String ? value : unwrapped(value);
  }

  private static Object unwrapped(final Object value) {
    if (value instanceof Struct struct && DECIMAL.equals(struct.schema().name())) {
      return decimal(value, field(struct, "scale"), Text.bytes(field(struct, "value")));
    }
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 1) {
        final Map.Entry<?, ?> only = map.entrySet().iterator().next();
        return AVRO_PRIMITIVES.contains(String.valueOf(only.getKey())) ? only.getValue() : value;
      }
      if (map.keySet().equals(DECIMAL_FIELDS) && map.get("value") instanceof String base64) {
        return decimal(value, map.get("scale"), decoded(base64));
      }
    }
    return value;
  }

  private static Object decimal(final Object whole, final Object scale, final byte[] unscaled) {
    return scale instanceof Number number && unscaled.length > 0
        ? new BigDecimal(new BigInteger(unscaled), number.intValue())
        : whole;
  }

  private static byte[] decoded(final String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (final IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Object field(final Struct struct, final String name) {
    return struct.schema().field(name) == null ? null : struct.getWithoutDefault(name);
  }
}
