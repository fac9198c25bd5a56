package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ApiResult;
import io.github.linemaac.connect.api.Body;
import io.github.linemaac.connect.api.FaultCounts;
import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.ImportCalls;
import io.github.linemaac.connect.api.ImportStatus;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.config.DeliverySettings;
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
final class ImportStateMachine implements UploadStateMachine {
  /**
   * Twenty minutes at MAAC's pace, for some forty faulty rows of 10,000. More than this, and it is
   * the source that is at fault, not some rows.
   */
  private static final int MAX_ISOLATING_IMPORTS = 300;

  private final DeliverySettings settings;
  private final ImportWriter writer;
  private final RepeatFilter repeats;
  private final ImportTurn turn;
  private final Retries retries;
  private final BatchBisection bisection;
  private final Set<TopicPartition> revoked = new HashSet<>();

  private State state = new New();
  private int attempts;
  private int unclearImports;
  private int isolatingImports;

  /** Where it stands. */
  private sealed interface State {}

  /** Not asked for anything yet, and not in the uploader's hands. */
  private record New() implements State {}

  /** Rows are to be sent, once their turn has come. */
  private record Ready() implements State {}

  /**
   * Rows are being sent.
   *
   * @param bytes size of the body
   */
  private record Sent(Batch batch, long bytes, Request request) implements State {
    int rows() {
      return batch.rows().size();
    }
  }

  /** MAAC has taken the rows, and is looked at until it says what became of them. */
  private record Running(Sent sent, RunningImport seen) implements State {}

  ImportStateMachine(
      final Batch batch, final ImportStateMachines shared, final Meanwhile meanwhile) {
    this.settings = shared.settings();
    this.writer = shared.writer();
    this.repeats = new RepeatFilter(shared.confirmed(), writer, meanwhile);
    this.retries = new Retries("a batch", settings, shared.backoff());
    this.turn = new ImportTurn(shared.slot(), shared.pace(), shared.backoff(), settings, retries);
    this.bisection = new BatchBisection(batch, shared.importKey(), writer);
  }

  @Override
  public boolean revoke(final Collection<TopicPartition> partitions) {
    revoked.addAll(partitions);
    if (state instanceof New) {
      dropRevoked();
    }
    return !bisection.isDone();
  }

  private void dropRevoked() {
    if (!revoked.isEmpty()) {
      bisection.drop(revoked);
      revoked.clear();
    }
  }

  @Override
  public Step next(final long nowMs) {
    if (state instanceof New) {
      state = new Ready();
      final List<Outcome> unchanged = repeats.takeOutOf(bisection);
      if (!unchanged.isEmpty()) {
        return new Step.WaitUntil(nowMs, unchanged);
      }
    }
    if (retries.gaveUp().isPresent()) {
      turn.release();
      return new Step.Fail(retries.gaveUp().get());
    }
    if (state instanceof Running running) {
      return nextLook(running.seen(), nowMs);
    }
    dropRevoked();
    if (bisection.isDone()) {
      turn.release();
      return new Step.Done(turn.gotThrough(nowMs), turn.earliestMs());
    }
    return turn.await(nowMs).orElseGet(this::submit);
  }

  private Step nextLook(final RunningImport current, final long nowMs) {
    if (nowMs < retries.notBeforeMs()) {
      return new Step.WaitUntil(retries.notBeforeMs());
    }
    return new Step.Call(current.look());
  }

  private Step submit() {
    final Batch batch = bisection.current();
    final Body body = writer.body(repeats.encodeToSend(batch));
    final Sent sent = new Sent(batch, body.lengthBytes(), ImportCalls.submit(body));
    attempts++;
    state = sent;
    return new Step.Call(sent.request());
  }

  @Override
  public List<Outcome> answered(final HttpReply answer, final long nowMs) {
    if (state instanceof Running running) {
      return looked(running, answer, nowMs);
    }
    return state instanceof Sent sent ? submitted(sent, answer, nowMs) : List.of();
  }

  private List<Outcome> submitted(final Sent sent, final HttpReply answer, final long nowMs) {
    state = new Ready();
    turn.answered(nowMs);
    final ApiResult<String> reading = ImportCalls.readSubmit(sent.request(), answer);
    if (reading instanceof ApiResult.Busy<String> busy) {
      return turn.refused(busy, nowMs);
    }
    final List<Outcome> outcomes = new ArrayList<>(turn.gotThrough(nowMs));
    outcomes.addAll(readSubmit(sent, reading, nowMs));
    return outcomes;
  }

  private List<Outcome> readSubmit(
      final Sent sent, final ApiResult<String> reading, final long nowMs) {
    if (reading instanceof ApiResult.Value<String> id) {
      state =
          new Running(sent, new RunningImport(id.value(), sent.rows(), settings, retries, nowMs));
      retries.waitUntil(nowMs);
      retries.succeeded();
      return List.of();
    }
    turn.release();
    if (reading instanceof ApiResult.Retry<String>) {
      return retries.after(reading, sent.request(), Since.FIRST_CALL, nowMs);
    }
    if (reading instanceof ApiResult.TooLarge<String>) {
      return tooLarge(sent, nowMs);
    }
    return retries.giveUp(
        reading instanceof ApiResult.Refused<String> refused
            ? refused.what()
            : sent.request() + " returned HTTP 404: check api.url");
  }

  private List<Outcome> tooLarge(final Sent sent, final long nowMs) {
    if (sent.rows() == 1) {
      // Its size is within MAAC's limit, so it is no bad record: something before MAAC takes less.
      return retries.again(
          "record "
              + sent.batch().rows().get(0).changes().get(0).ticket()
              + " makes a request body of "
              + sent.bytes()
              + " bytes, which is refused even on its own (HTTP 413): a proxy or gateway in front"
              + " of MAAC accepts less than MAAC does",
          Since.FIRST_CALL,
          nowMs);
    }
    bisection.split();
    progressed();
    return List.of();
  }

  private List<Outcome> looked(final Running running, final HttpReply answer, final long nowMs) {
    final RunningImport seen = running.seen();
    final List<Outcome> outcomes = seen.looked(ImportCalls.readStatus(seen.look(), answer), nowMs);
    return seen.end().map(status -> ended(status, running, nowMs)).orElse(outcomes);
  }

  private List<Outcome> ended(final ImportStatus status, final Running ended, final long nowMs) {
    state = new Ready();
    turn.imported(nowMs);
    if (status instanceof ImportStatus.Confirmed confirmed) {
      return confirmed(confirmed, ended, nowMs);
    }
    if (status instanceof ImportStatus.Rejected rejected) {
      return rejected(rejected.counts(), ended, nowMs);
    }
    retries.countAtLeast(unclearImports++);
    return retries.again(ended.seen().unclear(), Since.FIRST_CALL, nowMs);
  }

  private List<Outcome> confirmed(
      final ImportStatus.Confirmed status, final Running ended, final long nowMs) {
    final Sent sent = ended.sent();
    final ImportReport report =
        new ImportReport(
            ended.seen().id(),
            sent.batch().records(),
            sent.rows(),
            sent.bytes(),
            attempts,
            retries.tookMs(nowMs),
            status.created(),
            status.updated(),
            status.unmatched());
    repeats.confirmed(sent.batch(), ended.seen().id(), status);
    final List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(new Outcome.Confirmed(sent.batch(), report, status.unmatchedList()));
    outcomes.addAll(bisection.accepted());
    progressed();
    return outcomes;
  }

  private List<Outcome> rejected(final FaultCounts counts, final Running ended, final long nowMs) {
    if (!counts.concernsRows()) {
      return retries.giveUp(
          "MAAC rejected import "
              + ended.seen().id()
              + " for its columns ("
              + counts
              + "), which no single record causes. Nothing is lost: report this, with the version"
              + " of the connector");
    }
    final Sent sent = ended.sent();
    isolatingImports++;
    if (isolatingImports + bisection.estimateImports(counts) > MAX_ISOLATING_IMPORTS) {
      return retries.giveUp(
          "MAAC rejected an import of "
              + sent.rows()
              + " rows ("
              + counts
              + "), and finding the faulty rows would take more than "
              + MAX_ISOLATING_IMPORTS
              + " imports. Nothing is lost: fix the source, or the field.* path or"
              + " mobile.default.region that reads it; for what is in the topic already, set"
              + " batch.max.records=250; then restart the task");
    }
    final Optional<List<Outcome>> rejected = bisection.rejected(counts);
    if (rejected.isEmpty()) {
      return retries.again(
          "MAAC rejected import "
              + ended.seen().id()
              + " with counters that do not fit its rows ("
              + counts
              + ")",
          Since.FIRST_CALL,
          nowMs);
    }
    final List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(
        new Outcome.Isolating(
            ended.seen().id(),
            sent.rows(),
            sent.bytes(),
            attempts,
            retries.tookMs(nowMs),
            counts.toString()));
    outcomes.addAll(rejected.get());
    progressed();
    return outcomes;
  }

  private void progressed() {
    attempts = 0;
    unclearImports = 0;
    retries.progressed();
  }
}
