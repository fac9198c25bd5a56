package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.upload.ImportReport;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.SegmentReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadLogTest {
  private static final String UNAVAILABLE = "POST /x/ returned HTTP 503";
  private static final String LOST = "POST /x/: connection lost";

  private final HandSetClock clock = new HandSetClock();
  private final LoggedLines lines = new LoggedLines();
  private final UploadLog log = new UploadLog(lines.logger(), clock);

  @Test
  void anImportIsOneLineWithItsCounts() {
    log.tell(confirmed());
    assertThat(lines.take())
        .containsExactly(
            "INFO Import 12 confirmed: records=487 rows=438 bytes=83924 attempts=2 tookMs=1312"
                + " created=400 updated=30 unmatched=8");
  }

  @Test
  void theLineOfAnImportHasWhatWasLeftOutOfItsRecords() {
    final Changes changes = new Changes();
    final Change whole = changes.of(1);
    final Batch batch =
        new Batch(
            List.of(
                Row.of(new Change(whole.member(), whole.row(), whole.ticket(), 2)),
                Row.of(changes.of(2))));
    log.tell(
        new Outcome.Confirmed(
            batch, new ImportReport("12", 2, 2, 300, 1, 12, 2, 0, 0), Optional.empty()));

    assertThat(lines.take())
        .containsExactly(
            "INFO Import 12 confirmed: records=2 rows=2 bytes=300 attempts=1 tookMs=12 created=2"
                + " updated=0 unmatched=0 omitted=2");
  }

  @Test
  void aListIsOneLineWithoutTheNameThatARecordGaveIt() {
    final SegmentUpload upload =
        new SegmentUpload(
            SegmentName.named("Nobody's business", "lists-0@7"),
            new LineUidSet(),
            new LineUidSet(),
            0,
            true);
    log.tell(
        new Outcome.SegmentReady(
            upload, new SegmentReport("7", Optional.empty(), 438, 14_901, 1, 2_318, 431)));
    log.tell(new Outcome.SegmentUnchanged(upload, 438));
    assertThat(lines.take())
        .containsExactly(
            "INFO Segment 7 ready (the segment that record lists-0@7 names): ids=438 bytes=14901"
                + " attempts=1 tookMs=2318 members=431",
            "INFO the segment that record lists-0@7 names is already up to date in MAAC");
  }

  @Test
  void aSegmentThatIsDeletedAndMadeAgainIsToldWithBothNumbers() {
    final SegmentUpload upload =
        new SegmentUpload(
            SegmentName.configured("vip"), new LineUidSet(), new LineUidSet(), 0, true);
    log.tell(new Outcome.SegmentDeleted(upload, "7", 312));
    log.tell(
        new Outcome.SegmentReady(upload, new SegmentReport("8", Optional.of("7"), 1, 43, 1, 9, 1)));
    assertThat(lines.take())
        .containsExactly(
            "INFO Segment 7 deleted (the segment of segment.name), since it is now empty:"
                + " tookMs=312. It is created again, under a new number, when somebody joins",
            "INFO Segment 8 ready (the segment of segment.name): ids=1 bytes=43 attempts=1 tookMs=9"
                + " members=1",
            "WARN the segment of segment.name was segment 7 until it was deleted, and is segment 8"
                + " now: point what used the former in MAAC, as broadcasts and journeys, to the new"
                + " one");
  }

  @Test
  void thePlaceholderIsNoIdOfASegment() {
    final SegmentUpload upload =
        new SegmentUpload(
            SegmentName.configured("vip"), new LineUidSet(), new LineUidSet(), 0, true);
    log.tell(
        new Outcome.SegmentReady(upload, new SegmentReport("7", Optional.empty(), 0, 43, 1, 9, 1)));
    assertThat(lines.take())
        .containsExactly(
            "INFO Segment 7 ready (the segment of segment.name): ids=0 (the placeholder alone)"
                + " bytes=43 attempts=1 tookMs=9 members=1");
  }

  @Test
  void anEmptiedListIsAWarningThatSaysWhatMaacKeeps() {
    final SegmentUpload upload =
        new SegmentUpload(
            SegmentName.named("Nobody's business", "lists-0@7"),
            new LineUidSet(),
            new LineUidSet(),
            0,
            true);
    log.tell(new Outcome.SegmentEmpty(upload));
    assertThat(lines.take())
        .containsExactly(
            "WARN the segment that record lists-0@7 names is now empty. An empty segment is never"
                + " uploaded, so MAAC keeps the last one, with those who left: delete it in MAAC if"
                + " it is not wanted, or set segment.empty.behavior");
  }

  @Test
  void ofARunOfFailuresTheFirstAndTheLastAreToldAndTheRestAtDebug() {
    log.tell(retrying(UNAVAILABLE, 1));
    clock.advance(1_000);
    log.tell(retrying(UNAVAILABLE, 2));
    clock.advance(2_000);
    log.tell(retrying(LOST, 3));
    clock.advance(4_000);
    assertThat(lines.take())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARN " + UNAVAILABLE + "; retrying in"),
            line -> assertThat(line).startsWith("DEBUG " + UNAVAILABLE),
            line -> assertThat(line).startsWith("DEBUG " + LOST));

    log.tell(confirmed());
    assertThat(lines.take())
        .hasSize(2)
        .first()
        .isEqualTo(
            "INFO MAAC is responding again after 3 failed calls in 7000 ms; the last: " + LOST);
    log.tell(confirmed());
    assertThat(lines.take()).as("nothing changed").hasSize(1);
  }

  @Test
  void aWaitForTheImportSlotIsToldEveryTenMinutes() {
    for (long waitedMs = 0; waitedMs < 1_900_000; waitedMs += 4_000) {
      log.tell(new Outcome.SlotAwaited("HTTP 429", waitedMs, true));
    }
    assertThat(lines.take().stream().filter(line -> line.startsWith("WARN")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "WARN Waiting for the account's import slot for 600000 ms: HTTP 429."),
            line -> assertThat(line).contains(" 1200000 ms"),
            line -> assertThat(line).contains(" 1800000 ms"));

    log.tell(new Outcome.SlotFree(1_900_000));
    log.tell(new Outcome.SlotAwaited("HTTP 429", 599_999, true));
    assertThat(lines.take())
        .as("turns are nothing to look at")
        .allMatch(l -> l.startsWith("DEBUG"));
  }

  @Test
  void aRejectedImportIsOneLineAndARejectedRecordOrAFailureIsNone() {
    log.tell(new Outcome.Isolating("12", 8_000, 903_112, 2, 1_312, "mobile_error=2"));
    assertThat(lines.take())
        .containsExactly(
            "WARN MAAC rejected an import of 8000 rows (mobile_error=2); looking for the faulty"
                + " rows: import=12 bytes=903112 attempts=2 tookMs=1312");
    log.tell(new Outcome.Failed("the exception tells it"));
    assertThat(lines.take()).isEmpty();
  }

  @Test
  void aPauseIsOneLineWhenItBeginsAndOneWhenItEnds() {
    log.paused(false, 10);
    assertThat(lines.take()).isEmpty();
    log.paused(true, 40);
    clock.advance(500);
    log.paused(true, 40);
    log.paused(false, 20);
    log.paused(false, 20);
    assertThat(lines.take())
        .containsExactly(
            "INFO Paused, waiting for MAAC to confirm: records=40",
            "INFO Resumed: records=20 pausedMs=500");
  }

  private static Outcome confirmed() {
    return new Outcome.Confirmed(
        new Batch(List.of()),
        new ImportReport("12", 487, 438, 83_924, 2, 1_312, 400, 30, 8),
        Optional.empty());
  }

  private static Outcome retrying(final String what, final int failures) {
    return new Outcome.Retrying(what, failures, 1_000, true);
  }
}
