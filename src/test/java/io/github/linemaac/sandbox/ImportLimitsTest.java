package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.IMPORT;
import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.body;
import static io.github.linemaac.sandbox.Caller.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "10,000 records per request; 1 concurrent import task; 15 imports per minute; 10 MB." */
final class ImportLimitsTest {
  private static final String ONE = body("line_uid", row("line_uid", UID_1));

  private final Caller maac = new Caller();

  @Test
  void aSecondImportIsRefusedWhileOneRuns() {
    maac.accepted(ONE);

    SandboxReply second = maac.post(IMPORT, ONE);

    assertThat(second.status()).isEqualTo(429);
    assertThat(second.text()).contains("import").contains("running").contains("limit");
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.CONCURRENT_IMPORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void theStatusOfThatRefusalCanBeChosen(int status) {
    maac.settings.imports.concurrentStatus = status;
    maac.accepted(ONE);

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(status);
  }

  @Test
  void theNextIsLetInAtTheMomentWhenTheFirstIsDone() {
    maac.accepted(ONE);
    maac.passMs(699);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(429);

    maac.passMs(1);

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @Test
  void theSixteenthInAMinuteIsThrottledWithWholeSecondsToWait() {
    fifteenASecondApart();

    SandboxReply sixteenth = maac.post(IMPORT, ONE);

    assertThat(sixteenth.status()).isEqualTo(429);
    assertThat(sixteenth.headers()).containsEntry("Retry-After", "45");
    assertThat(sixteenth.json().path("detail").textValue())
        .isEqualTo("Request was throttled. Expected available in 45 seconds.");
    assertThat(maac.sandbox.imports().stats().throttled()).isEqualTo(1);
  }

  @Test
  void theWindowSlidesAndThrottledRequestsDoNotCount() {
    fifteenASecondApart();
    maac.passMs(44_999);
    assertThat(maac.post(IMPORT, ONE).headers()).containsEntry("Retry-After", "1");

    maac.passMs(1);

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
    maac.passMs(999);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(429);
    maac.passMs(1);
    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(200);
  }

  @Test
  void aRequestThatIsRefusedForItsBodyCountsAgainstTheRate() {
    maac.settings.imports.perMinute = 1;
    maac.post(IMPORT, "{}");

    assertThat(maac.post(IMPORT, ONE).status()).isEqualTo(429);
  }

  @Test
  void pollingIsNotUnderTheLimit() {
    long id = maac.accepted(ONE);

    IntStream.range(0, 100)
        .forEach(i -> assertThat(maac.task(id).path("category").textValue()).isNotEmpty());

    assertThat(maac.sandbox.account().violations()).isEmpty();
  }

  @Test
  void tenThousandRowsAreTaken() {
    assertThat(maac.post(IMPORT, rows(10_000)).status()).isEqualTo(200);
    assertThat(maac.sandbox.imports().stats().rowsAccepted()).isEqualTo(10_000);
  }

  @Test
  void oneRowMoreIsNot() {
    SandboxReply reply = maac.post(IMPORT, rows(10_001));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("data").path(0).textValue())
        .isEqualTo("Ensure this field has no more than 10000 elements.");
  }

  @Test
  void aBodyOfTenMillionBytesIsTakenAndOneByteMoreIsNot() {
    String longest = ONE + " ".repeat(10_000_000 - ONE.length());

    assertThat(maac.post(IMPORT, longest + " ").status()).isEqualTo(413);
    assertThat(maac.post(IMPORT, longest).status()).isEqualTo(200);
  }

  @Test
  void theMostEverWantedIsRemembered() {
    maac.accepted(ONE);
    maac.post(IMPORT, ONE);
    maac.passMs(60_000);
    maac.accepted(ONE);

    ImportStats stats = maac.sandbox.imports().stats();
    assertThat(stats.maxConcurrentWanted()).isEqualTo(2);
    assertThat(stats.maxPostedPerMinute()).isEqualTo(2);
    assertThat(stats.posted()).isEqualTo(3);
    assertThat(stats.accepted()).isEqualTo(2);
    assertThat(stats.refusedAsConcurrent()).isEqualTo(1);
  }

  private void fifteenASecondApart() {
    for (int i = 0; i < 15; i++) {
      maac.accepted(ONE);
      maac.passMs(1_000);
    }
  }

  private static String rows(int count) {
    return body(
        "line_uid",
        IntStream.range(0, count)
            .mapToObj(i -> row("line_uid", Caller.uid(i)))
            .toArray(String[]::new));
  }
}
