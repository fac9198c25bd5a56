package io.github.linemaac.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms of Retry-After (RFC 9110). */
class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-10-21T07:27:30Z");

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1000",
    "' 30 ',30000",
    "007,7000",
    "900,900000",
    "901,900000",
    "999999999,900000",
    "9999999999,900000",
    "99999999999999999999999999,900000",
    "00000000000000000000000005,5000"
  })
  void aNumberOfSeconds(final String retryAfter, final long waitMs) {
    assertThat(RetryAfter.waitMs(reply(retryAfter, Optional.empty()))).hasValue(waitMs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wed, 21 Oct 2026 07:28:00 GMT|30000",
        "Wednesday, 21-Oct-26 07:28:00 GMT|30000",
        "Wed Oct 21 07:28:00 2026|30000",
        "Sun Nov  1 07:28:00 2026|900000",
        "Wed, 21 Oct 2026 07:27:30 GMT|0",
        "Wed, 21 Oct 2026 07:00:00 GMT|0",
        "Thu, 22 Oct 2026 07:27:30 GMT|900000",
        "Friday, 21-Oct-94 07:28:00 GMT|0"
      })
  void aDateAgainstTheTimeOfTheAnswer(final String retryAfter, final long waitMs) {
    assertThat(RetryAfter.waitMs(reply(retryAfter, Optional.of(NOW)))).hasValue(waitMs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "1.5",
        "1e3",
        "Wed, 32 Oct 2026 07:28:00 GMT",
        "Wed, 21 Oct 2026 07:28:00 +0800",
        "2026-10-21T07:28:00Z"
      })
  void nothingThatCanBeUnderstood(final String retryAfter) {
    assertThat(RetryAfter.waitMs(reply(retryAfter, Optional.of(NOW)))).isEmpty();
  }

  @Test
  void aDateSaysNothingWithoutTheTimeOfTheAnswer() {
    assertThat(RetryAfter.waitMs(reply("Wed, 21 Oct 2026 07:28:00 GMT", Optional.empty())))
        .isEmpty();
  }

  private static HttpReply.Reply reply(final String retryAfter, final Optional<Instant> at) {
    return new HttpReply.Reply(503, Optional.of(retryAfter), at, new byte[0]);
  }
}
