package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.support.Bodies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/** One batch's machine, stepped in hand-set time against answers that a test gives. */
final class ImportFixture {
  static final long POLL_MS = 1_000;
  static final long IMPORT_TIMEOUT_MS = 60_000;
  static final long DELIVERY_TIMEOUT_MS = 300_000;
  static final HttpReply LOST = new HttpReply.Lost("connection failed");

  private final Changes changes = new Changes();
  private final List<Outcome> told = new ArrayList<>();
  private final ImportStateMachine machine;
  private long nowMs = 10_000;

  private ImportFixture(
      final List<Change> batch,
      final ImportKey key,
      final int perMinute,
      final long deliveryTimeoutMs,
      final ImportSlot slot) {
    this.machine =
        new ImportStateMachine(
            new Batch(batch.stream().map(Row::of).toList()),
            new ImportStateMachines(
                key,
                new DeliverySettings(
                    10_000,
                    5_000,
                    perMinute,
                    POLL_MS,
                    IMPORT_TIMEOUT_MS,
                    1_000,
                    60_000,
                    deliveryTimeoutMs),
                changes.writer(),
                new Backoff(1_000, 60_000, new Random(1)),
                new ImportRateLimiter(perMinute, 0),
                slot,
                new ConfirmedMembers(0),
                new SharedRemovals(5, 0)),
            Meanwhile.NOTHING);
  }

  /** A batch of rows, of which each is one change. */
  static ImportFixture of(final ImportKey key, final List<Change> batch) {
    return new ImportFixture(batch, key, 15, DELIVERY_TIMEOUT_MS, AccountSlots.alone());
  }

  /** A batch of one row. */
  static ImportFixture ofOne() {
    return of(ImportKey.LINE_UID, List.of(new Changes().of(1)));
  }

  static ImportFixture atPace(final int perMinute) {
    return new ImportFixture(
        List.of(new Changes().of(1)),
        ImportKey.LINE_UID,
        perMinute,
        DELIVERY_TIMEOUT_MS,
        AccountSlots.alone());
  }

  static ImportFixture within(final long deliveryTimeoutMs) {
    return new ImportFixture(
        List.of(new Changes().of(1)),
        ImportKey.LINE_UID,
        15,
        deliveryTimeoutMs,
        AccountSlots.alone());
  }

  static ImportFixture sharing(final ImportSlot slot) {
    return new ImportFixture(
        List.of(new Changes().of(1)), ImportKey.LINE_UID, 15, DELIVERY_TIMEOUT_MS, slot);
  }

  long nowMs() {
    return nowMs;
  }

  void pass(final long ms) {
    nowMs += ms;
  }

  Step step() {
    return machine.next(nowMs);
  }

  void revoke(final Collection<TopicPartition> partitions) {
    machine.revoke(partitions);
  }

  /** Waits as it is told to; empty if it is done or has failed. */
  Optional<Request> nextCall() {
    Step step = step();
    while (step instanceof Step.WaitUntil until) {
      told.addAll(until.outcomes());
      nowMs = until.ms();
      step = step();
    }
    if (step instanceof Step.Done done) {
      told.addAll(done.outcomes());
    }
    return step instanceof Step.Call call ? Optional.of(call.request()) : Optional.empty();
  }

  /** The body of the import that is sent next. */
  String nextImport() {
    final Request request = nextCall().orElseThrow();
    assertThat(request).hasToString("POST /openapi/v1/member/import/");
    return Bodies.text(request);
  }

  /** The path of the look that is made next. */
  String nextLook() {
    final Request request = nextCall().orElseThrow();
    assertThat(request.method()).isEqualTo("GET");
    return request.path();
  }

  List<Outcome> answer(final HttpReply answer) {
    final List<Outcome> outcomes = machine.answered(answer, nowMs);
    told.addAll(outcomes);
    return outcomes;
  }

  List<Outcome> answer(final int status, final String body) {
    return answer(new HttpReply.Reply(status, Optional.empty(), body.getBytes(UTF_8)));
  }

  /** Sends an import, which MAAC takes, and looks at it once; MAAC says this. */
  List<Outcome> importEnds(final String body) {
    nextImport();
    answer(200, "{\"id\": 7}");
    nextLook();
    return answer(200, body);
  }

  List<Outcome> importIsRejected(final String counts) {
    return importEnds("{\"status\": \"done\", \"result\": {\"success\": false, " + counts + "}}");
  }

  List<Outcome> importIsConfirmed() {
    return importEnds("{\"status\": \"done\", \"result\": {\"success\": true}}");
  }

  /** Everything that was told until now. */
  List<Outcome> told() {
    return List.copyOf(told);
  }

  String failure() {
    return ((Step.Fail) step()).message();
  }
}
