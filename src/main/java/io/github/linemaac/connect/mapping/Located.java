package io.github.linemaac.connect.mapping;

import java.util.Optional;

/**
 * A value found in a record, with the name of its schema where it has one.
 *
 * @param value never null
 * @param schemaName Connect's or Debezium's name of a logical type, or the empty text
 */
record Located(Object value, String schemaName) {

  static Optional<Located> of(final Object value, final String schemaName) {
    return value == null
        ? Optional.empty()
        : Optional.of(new Located(value, schemaName == null ? "" : schemaName));
  }
}
