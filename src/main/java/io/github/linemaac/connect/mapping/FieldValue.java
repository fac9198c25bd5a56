package io.github.linemaac.connect.mapping;

/**
 * A value found in a record, with the name of its type where it has one.
 *
 * @param value never null
 * @param typeName Connect's, Debezium's or Avro's name of a logical type, or the empty text
 */
record FieldValue(Object value, String typeName) {}
