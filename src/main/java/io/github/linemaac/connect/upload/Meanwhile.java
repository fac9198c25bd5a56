package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.model.Member;
import java.util.List;

/**
 * What has become of what MAAC has confirmed since a batch was handed over last. Immutable.
 *
 * @param isAnew whether somebody else may have delivered records, so that nothing of it is sure
 * @param matched of imports in which MAAC skipped rows, those that it did not skip
 */
public record Meanwhile(boolean isAnew, List<Matched> matched) {

  /** Nothing has. */
  public static final Meanwhile NOTHING = new Meanwhile(false, List.of());

  /** Copies the list, so that it never changes. */
  public Meanwhile {
    matched = List.copyOf(matched);
  }

  /**
   * Rows that MAAC has not skipped.
   *
   * @param importId MAAC's id of their import
   */
  public record Matched(String importId, List<Member> rows) {

    /** Copies the list, so that it never changes. */
    public Matched {
      rows = List.copyOf(rows);
    }
  }
}
