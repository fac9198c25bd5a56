package io.github.linemaac.connect.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.upload.UploadFailures;
import io.github.linemaac.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@code docs/troubleshooting.md} has operators look for is what a failed task says. */
class TroubleshootingTest {
  /** Connect's own. */
  private static final String TOLERANCE = "Tolerance exceeded in error handler";

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What stands for a number, for coordinates of a record, or for anything. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\b[NM]\\b|T-P@O| ?\\.\\.\\.");

  @Test
  void eachBeginningIsThatOfAMessageAndEachMessageHasOne() throws IOException {
    final List<String> messages = new ArrayList<>(UploadFailures.all());
    messages.addAll(failuresOfTheTask());
    messages.add(TOLERANCE);
    final List<Pattern> wordings = wordings();

    assertThat(wordings).hasSizeGreaterThan(20);
    assertThat(wordings)
        .allSatisfy(
            wording -> assertThat(messages).anyMatch(message -> wording.matcher(message).find()));
    assertThat(messages)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            message -> assertThat(wordings).anyMatch(wording -> wording.matcher(message).find()));
  }

  private static List<Pattern> wordings() throws IOException {
    final String section =
        Files.readString(Project.directory().resolve("docs/troubleshooting.md"), UTF_8)
            .split("\n\\|---\\|---\\|---\\|\n", 2)[1]
            .split("\n\n", 2)[0];
    final String firstCells =
        section.lines().map(row -> row.split("\\|", 3)[1]).collect(joining("\n"));
    return CODE.matcher(firstCells)
        .results()
        .map(code -> code.group(1))
        .map(TroubleshootingTest::pattern)
        .toList();
  }

  private static Pattern pattern(final String wording) {
    final StringBuilder pattern = new StringBuilder();
    int at = 0;
    for (final var placeholder : PLACEHOLDER.matcher(wording).results().toList()) {
      pattern.append(Pattern.quote(wording.substring(at, placeholder.start())));
      pattern.append(
          switch (placeholder.group()) {
            case "T-P@O" -> "\\S+-[0-9]+@[0-9]+";
            case "...", " ..." -> ".*";
            default -> "[0-9]+";
          });
      at = placeholder.end();
    }
    return Pattern.compile(pattern + Pattern.quote(wording.substring(at)));
  }

  private static List<String> failuresOfTheTask() {
    return List.of(
        deadLetter(false),
        deadLetter(true),
        tooManyIds(new SegmentPipelineFixture(), false),
        tooManyIds(
            new SegmentPipelineFixture("segment.baseline", "maac", "segment.baseline.lag.ms", "0"),
            true),
        tooManyNames(),
        recordOfNobody());
  }

  private static String deadLetter(final boolean skipsInvalid) {
    final TopicPartition partition = new TopicPartition("members", 0);
    final Ledger ledger = new Ledger();
    ledger.assign(List.of(partition));
    final Ticket ticket = ledger.open(TestRecords.at(partition, 5, Map.of()), 1, 0);
    final DeadLetters deadLetters =
        new DeadLetters(
            ledger,
            skipsInvalid,
            new TaskEnvironment(
                Optional.of(
                    (record, reason) ->
                        CompletableFuture.failedFuture(new IllegalStateException("no such topic"))),
                new FakeSinkContext(),
                new TaskMetrics(new ShownMetrics(), new HandSetClock()),
                new HandSetClock(),
                new Random(1)));
    return failure(
        () -> {
          deadLetters.reject(ticket, new Rejection("mobile", "is no number"));
          deadLetters.settleWritten();
        });
  }

  private static String tooManyIds(final SegmentPipelineFixture fixture, final boolean removes) {
    fixture.open(fixture.p0);
    fixture.put(fixture.fresh(fixture.p0, 0, 0));
    fixture.sandbox.settings().segments.readyAfterMs = SandboxSettings.NEVER;
    final IntFunction<SinkRecord> record =
        i -> removes ? fixture.removal(fixture.p0, i, i) : fixture.old(fixture.p0, i, i);
    return failure(
        () -> {
          for (int i = 1; i <= 600_001; i++) {
            fixture.pipeline.put(List.of(record.apply(i)));
          }
        });
  }

  private static String tooManyNames() {
    final SegmentPipelineFixture fixture = new SegmentPipelineFixture();
    fixture.open(fixture.p0);
    return failure(
        () -> {
          for (int i = 0; i <= 1_001; i++) {
            fixture.put(fixture.named(fixture.p0, i, 1, "list " + i));
          }
        });
  }

  private static String recordOfNobody() {
    final SegmentPipelineFixture fixture = new SegmentPipelineFixture();
    fixture.open(fixture.p0);
    return failure(() -> fixture.put(fixture.old(fixture.p1, 0, 1)));
  }

  private static String failure(final ThrowingCallable action) {
    return catchThrowableOfType(ConnectException.class, action).getMessage();
  }
}
