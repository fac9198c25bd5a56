package io.github.linemaac.connect.config;

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
}
