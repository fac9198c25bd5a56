package io.github.linemaac.connect.api;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What an answer means for the one who called.
 *
 * @param <T> what the call was for
 */
public sealed interface ApiResult<T> {

  /** The call did what it was for. */
  record Value<T>(T value) implements ApiResult<T> {}

  /**
   * The call may be made again.
   *
   * @param what what was seen, for people
   * @param waitMs how long MAAC asks to wait, if it says so
   */
  record Retry<T>(String what, OptionalLong waitMs) implements ApiResult<T> {}

  /**
   * MAAC takes no import just now: another one is running, or too many were sent. The account's one
   * import slot is waited for.
   *
   * @param what what was seen, for people
   * @param waitMs how long MAAC asks to wait, if it says so
   * @param inWordsAlone whether only the words of the answer say so, and its status means a refusal
   */
  record Busy<T>(String what, OptionalLong waitMs, boolean inWordsAlone) implements ApiResult<T> {}

  /** The body was too large for MAAC. */
  record TooLarge<T>() implements ApiResult<T> {}

  /** MAAC does not know what was asked for. */
  record NotFound<T>() implements ApiResult<T> {}

  /**
   * MAAC does not take it for the one member that the call is about; for another it may.
   *
   * @param rule what MAAC said, as a clause that follows a field's name
   */
  record Unfit<T>(String rule) implements ApiResult<T> {}

  /**
   * Calling again would not help before a person has acted.
   *
   * @param what what was seen and what to do now
   * @param fields the fields that MAAC names, if it names any
   */
  record Refused<T>(String what, Set<String> fields) implements ApiResult<T> {

    /** Copies the names, so that a reading never changes. */
    public Refused {
      fields = Set.copyOf(fields);
    }

    Refused(final String what) {
      this(what, Set.of());
    }
  }
}
