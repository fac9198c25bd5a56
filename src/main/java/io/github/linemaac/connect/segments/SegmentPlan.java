package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.config.WhenEmpty;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Optional;

/** Says what a segment is to become, once it is known what MAAC has of it. Pure. */
final class SegmentPlan {
  private static final String KEPT =
      ". It would be empty, and segment.empty.behavior=keep leaves it in MAAC as it is: delete it"
          + " there instead";

  private final SegmentSettings settings;
  private final SegmentGuard guard;

  /** What a segment is to become. */
  sealed interface Goal {

    /**
     * MAAC is to have these ids.
     *
     * @param members how many of them are on the segment; the placeholder is not
     */
    record Holds(LineUidSet ids, int members) implements Goal {}

    /** Nobody would be on it, and MAAC keeps what it has. */
    record Kept() implements Goal {}

    /** Nobody is on it, and MAAC is to have no such segment. */
    record Gone() implements Goal {}

    /** It is not touched before a person has acted. */
    record Refused(String why) implements Goal {}
  }

  SegmentPlan(final SegmentSettings settings) {
    this.settings = settings;
    this.guard = new SegmentGuard(settings.maxShrinkPercent(), settings.maxShrinkIds());
  }

  /**
   * What it is to become.
   *
   * @param shown the ids that MAAC has
   * @param counted how many MAAC counts, which may be more; 0: it does not say
   */
  Goal goal(final SegmentUpload upload, final LineUidSet shown, final long counted) {
    final LineUidSet before = membersOf(shown);
    final LineUidSet members =
        settings.baseline() == Baseline.MAAC ? laidOver(upload, before) : upload.joined();
    if (members.isEmpty() && !upload.mayBeEmpty()) {
      return new Goal.Kept();
    }
    final long countedMembers = Math.max(0, counted - shown.size() + before.size());
    final Optional<String> problem =
        SegmentGuard.againstSize(upload.name(), members.size())
            .or(() -> guard.againstShrinking(upload.name(), before, countedMembers, members));
    final Goal goal = members.isEmpty() ? whenEmpty() : new Goal.Holds(members, members.size());
    return problem
        .<Goal>map(why -> new Goal.Refused(goal instanceof Goal.Kept ? why + KEPT : why))
        .orElse(goal);
  }

  /** The placeholder is never uploaded beside others, so if it is, it is a member like them. */
  private LineUidSet membersOf(final LineUidSet shown) {
    return settings.whenEmpty().placeholder().filter(shown::contains).isPresent()
            && shown.size() == 1
        ? new LineUidSet()
        : shown;
  }

  private Goal whenEmpty() {
    if (settings.whenEmpty() instanceof WhenEmpty.Placeholder placeholder) {
      final LineUidSet alone = new LineUidSet();
      alone.add(placeholder.lineUid());
      return new Goal.Holds(alone, 0);
    }
    return settings.whenEmpty().deletes() ? new Goal.Gone() : new Goal.Kept();
  }

  private static LineUidSet laidOver(final SegmentUpload upload, final LineUidSet before) {
    final LineUidSet whole = before.copy();
    for (final LineUid id : upload.left().sorted()) {
      whole.remove(id);
    }
    for (final LineUid id : upload.joined().sorted()) {
      whole.add(id);
    }
    return whole;
  }
}
