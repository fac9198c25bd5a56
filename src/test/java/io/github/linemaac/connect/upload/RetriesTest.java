package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.api.SegmentCalls;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.upload.Retries.Since;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final long TIMEOUT_MS = 100_000;
  private static final Request REQUEST = SegmentCalls.get("7");

  private final Retries retries = retries(TIMEOUT_MS);

  @Test
  void waitsLongerAfterEachFailureInARow() {
    final long first = waitMs(retries.again("lost", Since.FIRST_CALL, 0));
    final long second = waitMs(retries.again("lost", Since.FIRST_CALL, 0));
    assertThat(second).isGreaterThan(first);
    assertThat(retries.notBeforeMs()).isEqualTo(second);
    retries.succeeded();
    assertThat(waitMs(retries.again("lost", Since.FIRST_CALL, 0))).isLessThan(second);
  }

  @Test
  void waitsAsLongAsMaacAsks() {
    final ApiResult<String> busy = new ApiResult.Retry<>("busy", OptionalLong.of(17_000));
    assertThat(waitMs(retries.after(busy, REQUEST, Since.FIRST_CALL, 500))).isEqualTo(17_000);
    assertThat(retries.notBeforeMs()).isEqualTo(17_500);
  }

  @Test
  void sinceTheFirstCallSuccessInBetweenIsNoExcuse() {
    retries.calling(0);
    retries.again("lost", Since.FIRST_CALL, 10);
    retries.succeeded();
    retries.calling(TIMEOUT_MS);
    assertThat(retries.again("lost", Since.FIRST_CALL, TIMEOUT_MS)).isEmpty();
    assertThat(retries.gaveUp().orElseThrow())
        .startsWith("a load ")
        .contains("delivery.timeout.ms=" + TIMEOUT_MS, "lost");
  }

  @Test
  void sinceTheFirstFailureOnlyThoseInARowCount() {
    retries.calling(0);
    retries.again("lost", Since.FIRST_FAILURE, 10);
    retries.succeeded();
    retries.again("lost", Since.FIRST_FAILURE, TIMEOUT_MS);
    retries.again("lost", Since.FIRST_FAILURE, 2 * TIMEOUT_MS - 1);
    assertThat(retries.gaveUp()).isEmpty();
    retries.again("lost", Since.FIRST_FAILURE, 2 * TIMEOUT_MS);
    assertThat(retries.gaveUp()).isPresent();
  }

  @Test
  void progressBeginsAnew() {
    retries.calling(0);
    retries.progressed();
    retries.calling(TIMEOUT_MS);
    assertThat(retries.again("lost", Since.FIRST_CALL, 2 * TIMEOUT_MS - 1)).isNotEmpty();
    assertThat(retries.tookMs(2 * TIMEOUT_MS)).isEqualTo(TIMEOUT_MS);
  }

  @Test
  void withoutATimeoutNothingIsGivenUp() {
    final Retries patient = retries(0);
    patient.calling(0);
    assertThat(patient.again("lost", Since.FIRST_CALL, Long.MAX_VALUE / 2)).isNotEmpty();
  }

  @Test
  void anAnswerThatSaysNothingIsToldByItsStatus() {
    final List<Outcome> outcomes =
        retries.after(new ApiResult.NotFound<>(), REQUEST, Since.FIRST_CALL, 0);
    assertThat(((Outcome.Retrying) outcomes.get(0)).what())
        .isEqualTo(REQUEST + " returned HTTP 404");
  }

  private static Retries retries(final long timeoutMs) {
    return new Retries(
        "a load",
        new DeliverySettings(10_000, 5_000, 15, 1_000, 60_000, 1_000, 60_000, timeoutMs),
        new Backoff(1_000, 60_000, new Random(1)));
  }

  private static long waitMs(final List<Outcome> outcomes) {
    return ((Outcome.Retrying) outcomes.get(0)).waitMs();
  }
}
