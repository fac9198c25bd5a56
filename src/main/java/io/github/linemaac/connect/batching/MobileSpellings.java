package io.github.linemaac.connect.batching;

import java.util.HashSet;
import java.util.Set;

/**
 * The import keys of one batch that may be one mobile number in two forms: the local one, {@code
 * 0912345678}, and that with a country code, {@code +886912345678}. Which country a local number is
 * of, only MAAC knows (MAAC OpenAPI, import contacts: the channel's region). In one import the two
 * would be one member twice, and to take them apart would mix up their order. Not thread-safe.
 */
final class MobileSpellings {
  private static final int LOCAL_CHARS = 10;

  /** What both forms end in: the local one without its zero. */
  private static final int SHARED_CHARS = LOCAL_CHARS - 1;

  private final Set<String> local = new HashSet<>();
  private final Set<String> international = new HashSet<>();

  /** Whether a key that was added may be this one in the other form. */
  boolean hasOtherFormOf(final String key) {
    return isLocal(key)
        ? international.contains(ending(key))
        : isInternational(key) && !local.isEmpty() && local.contains(ending(key));
  }

  void add(final String key) {
    if (isLocal(key)) {
      local.add(ending(key));
    } else if (isInternational(key)) {
      international.add(ending(key));
    }
  }

  void clear() {
    local.clear();
    international.clear();
  }

  private static boolean isLocal(final String key) {
    return key.length() == LOCAL_CHARS && key.startsWith("09");
  }

  private static boolean isInternational(final String key) {
    return key.length() > LOCAL_CHARS && key.charAt(0) == '+';
  }

  /** What the key has in common with its other form. */
  static String ending(final String key) {
    return key.substring(Math.max(0, key.length() - SHARED_CHARS));
  }
}
