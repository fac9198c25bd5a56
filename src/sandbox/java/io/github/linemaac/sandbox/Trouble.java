package io.github.linemaac.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** What the console can have go wrong, until it is taken back or over. */
enum Trouble {
  /** Every call is answered as if its token were not valid. */
  TOKEN,
  /** For a minute, every call is answered with 503. */
  OUTAGE,
  /** An import of somebody else holds the account's one import slot. */
  SLOT,
  /** MAAC dislikes a value of the next import that looks right: see {@link DislikedValue}. */
  BAD_ROW,
  /** Imports take long. */
  SLOW;

  static Trouble named(String shown) {
    return Arrays.stream(values())
        .filter(trouble -> trouble.shown().equals(shown))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("there is no trouble of the kind '" + shown + "'"));
  }

  /** The name in paths and JSON. */
  String shown() {
    return name().toLowerCase(Locale.ROOT);
  }
}
