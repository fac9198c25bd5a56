package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of one batch that something is taken off. That is done by LINE user id and after the
 * import, whose rows are known by another key maybe; so what comes later and may be about the same
 * LINE user in another row, or about another one in the same row, has to go into the next batch: in
 * this one, it would come before what it comes after. Not thread-safe.
 */
final class RemovalTargets {
  private final Map<String, String> keysByLineUid = new HashMap<>();
  private final Map<String, String> lineUidsByKey = new HashMap<>();

  /** Whether a later change must not go into the same batch. */
  boolean areMixedUpBy(final Member later) {
    final String lineUid = later.value(MemberField.LINE_UID);
    if (lineUid.isEmpty() || keysByLineUid.isEmpty()) {
      return false;
    }
    return !keysByLineUid.getOrDefault(lineUid, later.key()).equals(later.key())
        || !lineUidsByKey.getOrDefault(later.key(), lineUid).equals(lineUid);
  }

  void add(final Member member) {
    if (!member.removals().isEmpty()) {
      keysByLineUid.put(member.value(MemberField.LINE_UID), member.key());
      lineUidsByKey.put(member.key(), member.value(MemberField.LINE_UID));
    }
  }

  void clear() {
    keysByLineUid.clear();
    lineUidsByKey.clear();
  }
}
