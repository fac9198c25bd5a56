package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.Optional;

/** Says what a segment is to become, once it is known what MAAC has of it. Pure. */
final class SegmentPlan {
  private final SegmentSettings settings;
  private final SegmentGuard guard;

  /** What a segment is to become. */
  sealed interface Goal {

    /** MAAC is to have these ids. */
    record Holds(LineUidSet ids) implements Goal {}

    /** Nobody would be on it, and MAAC keeps what it has. */
    record Kept() implements Goal {}

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
   * @param before who is on it by MAAC
   * @param counted how many MAAC counts, which may be more; 0: it does not say
   */
  Goal goal(final SegmentUpload upload, final LineUidSet before, final long counted) {
    final LineUidSet ids =
        settings.baseline() == Baseline.MAAC ? laidOver(upload, before) : upload.joined();
    if (ids.isEmpty()) {
      return new Goal.Kept();
    }
    final Optional<String> problem =
        SegmentGuard.againstSize(upload.name(), ids.size())
            .or(() -> guard.againstShrinking(upload.name(), before, counted, ids));
    return problem.<Goal>map(Goal.Refused::new).orElseGet(() -> new Goal.Holds(ids));
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
