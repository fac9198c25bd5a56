package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.api.Segment;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this task knows of MAAC's segments because it found, made or confirmed them. MAAC's own
 * listings may be a day old (help centre), so what is known here is believed first. One thread, the
 * uploader's.
 */
final class SegmentCache {
  /** A listing that is a day old shows some of a day's at most; one is deleted a minute. */
  private static final int GONE_KEPT = 10_000;

  private final Map<SegmentName, String> ids = new HashMap<>();
  private final Map<SegmentName, Instant> updatedAt = new HashMap<>();
  private final Map<SegmentName, Confirmed> confirmed = new HashMap<>();
  private final Map<SegmentName, String> deleted = new HashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();

  /**
   * What the segment of a number held when MAAC confirmed it, in which generation of membership.
   */
  private record Confirmed(String id, LineUidSet list, int generation) {}

  Optional<String> id(final SegmentName name) {
    return Optional.ofNullable(ids.get(name));
  }

  void remember(final SegmentName name, final String id) {
    ids.put(name, id);
  }

  /** This is how MAAC has the segment that is known. */
  void seen(final SegmentName name, final Segment segment) {
    segment
        .updatedAt()
        .ifPresentOrElse(at -> updatedAt.put(name, at), () -> updatedAt.remove(name));
  }

  /** Whether this is how MAAC had the segment before. */
  boolean isAsSeen(final SegmentName name, final Segment segment) {
    return segment.updatedAt().map(at -> at.equals(updatedAt.get(name))).orElse(false);
  }

  /**
   * MAAC does not have the segment any more. What was confirmed of it counts again if it is found
   * under the same number after all.
   */
  void forget(final SegmentName name) {
    ids.remove(name);
  }

  /** MAAC has deleted the segment: a listing that shows its number is an old one. */
  void gone(final SegmentName name) {
    final String id = ids.remove(name);
    deleted.put(name, id);
    gone.add(id);
    if (gone.size() > GONE_KEPT) {
      gone.remove(gone.iterator().next());
    }
  }

  /** Whether no segment has this number any more. */
  boolean isGone(final String id) {
    return gone.contains(id);
  }

  /** The number that the segment had until it was deleted; told once. */
  Optional<String> takeDeleted(final SegmentName name) {
    return Optional.ofNullable(deleted.remove(name));
  }

  /**
   * What the segment holds, unless another task may have changed it since, or it is another
   * segment.
   */
  Optional<LineUidSet> confirmed(final SegmentName name, final int generation) {
    return Optional.ofNullable(confirmed.get(name))
        .filter(known -> known.generation() == generation && known.id().equals(ids.get(name)))
        .map(Confirmed::list);
  }

  void confirm(final SegmentName name, final LineUidSet list, final int generation) {
    confirmed.put(name, new Confirmed(ids.get(name), list, generation));
  }
}
