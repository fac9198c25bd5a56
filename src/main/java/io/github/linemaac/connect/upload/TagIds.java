package io.github.linemaac.connect.upload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MAAC's numbers of tags, by name, as they were last found; the least recent are forgotten first.
 * One thread.
 */
final class TagIds {
  /** Names come from records, and are not bounded there. */
  private static final int MAX_NAMES = 1_000;

  private final Map<String, List<String>> idsByName =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, List<String>> eldest) {
          return size() > MAX_NAMES;
        }
      };

  /** The numbers of a tag, if it was found before. */
  Optional<List<String>> of(final String name) {
    return Optional.ofNullable(idsByName.get(name));
  }

  /** A tag has these numbers. */
  void found(final String name, final List<String> ids) {
    idsByName.put(name, ids);
  }

  /** A number leads nowhere any more. */
  void forget(final String name) {
    idsByName.remove(name);
  }
}
