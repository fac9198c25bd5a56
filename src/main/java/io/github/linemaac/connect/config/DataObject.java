package io.github.linemaac.connect.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the records are. */
public enum DataObject {
  /** Members with profile and tags, for bulk import. */
  MEMBERS,
  /** Members of lists of LINE user ids. */
  SEGMENTS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(DataObject::word).toList();
  }

  static DataObject of(final String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
