package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this task knows of MAAC's lists because it made or confirmed them. MAAC's own listings may
 * be a day old (help centre), so what is known here is believed first. One thread, the uploader's.
 */
final class KnownLists {
  private final Map<SegmentName, String> ids = new HashMap<>();
  private final Map<SegmentName, Confirmed> confirmed = new HashMap<>();

  /** What a list held when MAAC confirmed it, and in which generation of membership. */
  private record Confirmed(LineUidSet list, int generation) {}

  Optional<String> id(final SegmentName name) {
    return Optional.ofNullable(ids.get(name));
  }

  void remember(final SegmentName name, final String id) {
    ids.put(name, id);
  }

  void forget(final SegmentName name) {
    ids.remove(name);
    confirmed.remove(name);
  }

  /** What the list holds, unless another task may have changed it since. */
  Optional<LineUidSet> confirmed(final SegmentName name, final int generation) {
    return Optional.ofNullable(confirmed.get(name))
        .filter(known -> known.generation() == generation)
        .map(Confirmed::list);
  }

  /** What the list held when it was confirmed last, whoever may have changed it since. */
  Optional<LineUidSet> lastConfirmed(final SegmentName name) {
    return Optional.ofNullable(confirmed.get(name)).map(Confirmed::list);
  }

  void confirm(final SegmentName name, final LineUidSet list, final int generation) {
    confirmed.put(name, new Confirmed(list, generation));
  }
}
