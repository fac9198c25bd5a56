package io.github.linemaac.connect.config;

import java.util.List;

/**
 * Something wrong with how keys go together.
 *
 * @param keys the keys that are involved; each of them shows the message
 * @param message what is wrong and what to do now
 */
public record Fault(List<String> keys, String message) {

  /** A fault that shows on these keys. */
  public static Fault of(final String message, final String... keys) {
    return new Fault(List.of(keys), message);
  }
}
