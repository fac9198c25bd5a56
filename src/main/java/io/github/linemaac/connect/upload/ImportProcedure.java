package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.FaultCounts;
import io.github.linemaac.connect.api.ImportCalls;
import io.github.linemaac.connect.api.ImportStatus;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.Reading;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.upload.Retries.Since;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one batch into the account: sends an import, polls it until MAAC says done, sends again
 * what failed, and isolates rows that MAAC rejects. A state machine: asks for calls with {@link
 * #next}, is told of their answers with {@link #answered}.
 *
 * <p>Pure but for its own state; time is an argument; one thread.
 */
final class ImportProcedure implements Procedure {
  /**
   * Twenty minutes at MAAC's pace, for some forty guilty rows of 10,000. More than this, and it is
   * the source that is at fault, not some rows.
   */
  private static final int MAX_ISOLATING_IMPORTS = 300;

  /** MAAC does not say how long it knows a task; a few misses may be a replica that lags. */
  private static final int MAX_TASK_MISSES = 5;

  private final DeliverySettings settings;
  private final ImportWriter writer;
  private final Pace pace;
  private final Retries retries;
  private final Isolation isolation;
  private final Set<TopicPartition> revoked = new HashSet<>();

  private Optional<Sent> running = Optional.empty();
  private Batch sent = new Batch(List.of());
  private int sentBytes;
  private Request request = ImportCalls.submit(new byte[0]);
  private int attempts;
  private int taskMisses;
  private int isolatingImports;

  /** An import that MAAC has taken and not finished. */
  private record Sent(String id, long atMs) {}

  ImportProcedure(
      final Batch batch,
      final ImportKey importKey,
      final DeliverySettings settings,
      final ImportWriter writer,
      final Backoff backoff,
      final Pace pace) {
    this.settings = settings;
    this.writer = writer;
    this.pace = pace;
    this.retries = new Retries("a batch", settings, backoff);
    this.isolation = new Isolation(batch, importKey, writer);
  }

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {
    revoked.addAll(partitions);
  }

  @Override
  public Step next(final long nowMs) {
    if (retries.gaveUp().isPresent()) {
      return new Step.Fail(retries.gaveUp().get());
    }
    if (running.isPresent()) {
      return nextLook(running.get(), nowMs);
    }
    if (!revoked.isEmpty()) {
      isolation.drop(revoked);
      revoked.clear();
    }
    if (isolation.isDone()) {
      return new Step.Done(List.of());
    }
    final long earliestMs = Math.max(retries.notBeforeMs(), pace.earliestMs());
    return nowMs < earliestMs ? new Step.WaitUntil(earliestMs) : submit(nowMs);
  }

  private Step nextLook(final Sent import_, final long nowMs) {
    if (nowMs < retries.notBeforeMs()) {
      return new Step.WaitUntil(retries.notBeforeMs());
    }
    request = ImportCalls.status(import_.id());
    return new Step.Call(request);
  }

  private Step submit(final long nowMs) {
    sent = isolation.current();
    final byte[] body = writer.body(sent.rows().stream().map(Row::encoded).toList());
    sentBytes = body.length;
    attempts++;
    retries.calling(nowMs);
    pace.sent(nowMs);
    request = ImportCalls.submit(body);
    return new Step.Call(request);
  }

  @Override
  public List<Outcome> answered(final Answer answer, final long nowMs) {
    if (running.isPresent()) {
      return readStatus(ImportCalls.readStatus(request, answer), running.get(), nowMs);
    }
    pace.answered(nowMs);
    return readSubmit(ImportCalls.readSubmit(request, answer), nowMs);
  }

  private List<Outcome> readSubmit(final Reading<String> reading, final long nowMs) {
    if (reading instanceof Reading.Value<String> id) {
      running = Optional.of(new Sent(id.value(), nowMs));
      retries.waitUntil(nowMs);
      retries.succeeded();
      taskMisses = 0;
      return List.of();
    }
    if (reading instanceof Reading.Retry<String>) {
      return retries.after(reading, request, Since.FIRST_CALL, nowMs);
    }
    if (reading instanceof Reading.TooLarge<String>) {
      return tooLarge(nowMs);
    }
    return retries.giveUp(
        reading instanceof Reading.Refused<String> refused
            ? refused.what()
            : request + " was answered with HTTP 404: check api.url");
  }

  private List<Outcome> tooLarge(final long nowMs) {
    if (sent.rows().size() == 1) {
      // Its size is within MAAC's limit, so it is no bad record: something before MAAC takes less.
      return retries.again(
          "record "
              + sent.rows().get(0).changes().get(0).ticket()
              + " makes a body of "
              + sentBytes
              + " bytes, which is refused although it is alone (HTTP 413): a proxy or gateway"
              + " before MAAC takes less than MAAC does",
          Since.FIRST_CALL,
          nowMs);
    }
    isolation.split();
    progressed();
    return List.of();
  }

  private List<Outcome> readStatus(
      final Reading<ImportStatus> reading, final Sent import_, final long nowMs) {
    if (reading instanceof Reading.Value<ImportStatus> value) {
      retries.succeeded();
      taskMisses = 0;
      return readStatus(value.value(), import_, nowMs);
    }
    if (reading instanceof Reading.Refused<ImportStatus> refused) {
      return retries.giveUp(refused.what());
    }
    if (reading instanceof Reading.NotFound<ImportStatus> && ++taskMisses >= MAX_TASK_MISSES) {
      running = Optional.empty();
      return retries.again("MAAC does not know import " + import_.id(), Since.FIRST_CALL, nowMs);
    }
    return retries.after(reading, request, Since.FIRST_FAILURE, nowMs);
  }

  private List<Outcome> readStatus(
      final ImportStatus status, final Sent import_, final long nowMs) {
    if (status instanceof ImportStatus.Running) {
      if (nowMs - import_.atMs() >= settings.importTimeoutMs()) {
        return retries.giveUp(
            "import "
                + import_.id()
                + " was not finished within import.timeout.ms="
                + settings.importTimeoutMs()
                + ", and it is never sent again while it may be running. Nothing is lost: ask MAAC's"
                + " support about this import, then restart the task");
      }
      retries.waitUntil(nowMs + settings.importPollIntervalMs());
      return List.of();
    }
    running = Optional.empty();
    if (status instanceof ImportStatus.Confirmed confirmed) {
      return confirmed(confirmed, import_, nowMs);
    }
    if (status instanceof ImportStatus.Rejected rejected) {
      return rejected(rejected.counts(), import_, nowMs);
    }
    return unclear(import_, nowMs);
  }

  private List<Outcome> confirmed(
      final ImportStatus.Confirmed status, final Sent import_, final long nowMs) {
    final ImportReport report =
        new ImportReport(
            import_.id(),
            sent.records(),
            sent.rows().size(),
            sentBytes,
            attempts,
            retries.tookMs(nowMs),
            status.created(),
            status.updated(),
            status.unmatched());
    final List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Outcome.Confirmed(sent, report, status.unmatchedList()));
    outcomes.addAll(isolation.accepted());
    progressed();
    return outcomes;
  }

  private List<Outcome> rejected(final FaultCounts counts, final Sent import_, final long nowMs) {
    if (!counts.concernsRows()) {
      return retries.giveUp(
          "MAAC rejected import "
              + import_.id()
              + " for its columns ("
              + counts
              + "), which no single record causes. Nothing is lost: report this, with the version of"
              + " the connector");
    }
    final int rows = sent.rows().size();
    isolatingImports++;
    if (isolatingImports + isolation.leastImports(counts) > MAX_ISOLATING_IMPORTS) {
      return retries.giveUp(
          "MAAC rejected an import of "
              + rows
              + " rows ("
              + counts
              + "), and to find the rows at fault would take more than "
              + MAX_ISOLATING_IMPORTS
              + " imports. Nothing is lost: mend the source, or the field.* path or"
              + " mobile.default.region that reads it; for what is in the topic already, set"
              + " batch.max.records=250; then restart the task");
    }
    final Optional<List<Outcome>> convicted = isolation.rejected(counts);
    if (convicted.isEmpty()) {
      return retries.again(
          "MAAC rejected import "
              + import_.id()
              + " with counters that its rows cannot have ("
              + counts
              + ")",
          Since.FIRST_CALL,
          nowMs);
    }
    final List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(
        new Outcome.Isolating(
            import_.id(), rows, sentBytes, attempts, retries.tookMs(nowMs), counts.toString()));
    outcomes.addAll(convicted.get());
    progressed();
    return outcomes;
  }

  private List<Outcome> unclear(final Sent import_, final long nowMs) {
    return retries.again(
        "import " + import_.id() + " ended without saying what became of its rows",
        Since.FIRST_CALL,
        nowMs);
  }

  private void progressed() {
    attempts = 0;
    retries.progressed();
  }
}
