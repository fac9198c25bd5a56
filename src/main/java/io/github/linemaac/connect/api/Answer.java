package io.github.linemaac.connect.api;

import java.util.Optional;

/** What came of a call to MAAC. */
public sealed interface Answer {

  /**
   * An HTTP answer, whatever it says.
   *
   * @param status the HTTP status
   * @param retryAfter the header of that name
   * @param body the body; cut off after {@link MaacApi#MAX_ANSWER_BYTES}
   */
  record Reply(int status, Optional<String> retryAfter, byte[] body) implements Answer {}

  /**
   * No answer, or not a whole one: MAAC may have done the work or not.
   *
   * @param what what was seen, in words of ours that hold no value of a record
   */
  record Lost(String what) implements Answer {}
}
