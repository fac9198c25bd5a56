package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this task knows of MAAC's lists because it found, made or confirmed them. MAAC's own
 * listings may be a day old (help centre), so what is known here is believed first. One thread, the
 * uploader's.
 */
final class SegmentCache {
  private final Map<SegmentName, String> ids = new HashMap<>();
  private final Map<SegmentName, Instant> updatedAt = new HashMap<>();
  private final Map<SegmentName, Confirmed> confirmed = new HashMap<>();

  /** What the list of a number held when MAAC confirmed it, in which generation of membership. */
  private record Confirmed(String id, LineUidSet list, int generation) {}

  Optional<String> id(final SegmentName name) {
    return Optional.ofNullable(ids.get(name));
  }

  void remember(final SegmentName name, final String id) {
    ids.put(name, id);
  }

  /** This is how MAAC has the list that is known. */
  void seen(final SegmentName name, final Segment segment) {
    segment
        .updatedAt()
        .ifPresentOrElse(at -> updatedAt.put(name, at), () -> updatedAt.remove(name));
  }

  /** Whether this is how MAAC had the list before. */
  boolean isAsSeen(final SegmentName name, final Segment segment) {
    return segment.updatedAt().map(at -> at.equals(updatedAt.get(name))).orElse(false);
  }

  /**
   * MAAC does not have the list any more. What was confirmed of it counts again if it is found
   * under the same number after all.
   */
  void forget(final SegmentName name) {
    ids.remove(name);
  }

  /** What the list holds, unless another task may have changed it since, or it is another list. */
  Optional<LineUidSet> confirmed(final SegmentName name, final int generation) {
    return Optional.ofNullable(confirmed.get(name))
        .filter(known -> known.generation() == generation && known.id().equals(ids.get(name)))
        .map(Confirmed::list);
  }

  void confirm(final SegmentName name, final LineUidSet list, final int generation) {
    confirmed.put(name, new Confirmed(ids.get(name), list, generation));
  }
}
