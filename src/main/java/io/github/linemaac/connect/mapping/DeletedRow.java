package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.model.Words;
import java.util.List;
import java.util.Map;

/**
 * Reads whether a record tells of a row that was deleted: Debezium's {@code __deleted}, or the
 * operation of a change stream. Pure.
 */
final class DeletedRow {
  private static final Words<Boolean> WORDS =
      Words.of(
          Map.of(
              true, List.of("true", "1", "d", "delete", "deleted"),
              false,
                  List.of(
                      "false",
                      "0",
                      "c",
                      "create",
                      "i",
                      "insert",
                      "r",
                      "read",
                      "u",
                      "update",
                      "bootstrap-insert")));

  private DeletedRow() {}

  static boolean of(final FieldValue found) throws InvalidValue {
    final String text = Text.ofWord(found.value());
    if (text.isEmpty()) {
      return false;
    }
    return WORDS
        .meaning(text)
        .orElseThrow(() -> new InvalidValue("says neither true nor false (field.deleted)"));
  }
}
