package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.support.Bodies;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadQueueTest {
  private final Changes changes = new Changes();
  private final ImportStateMachines imports =
      new ImportStateMachines(
          ImportKey.LINE_UID,
          new DeliverySettings(10, 0, 60_000, 1, 60_000, 1, 1, 60_000),
          changes.writer(),
          new Backoff(1, 1, new Random(1)),
          new ImportRateLimiter(60_000, 0),
          AccountSlots.alone(),
          new ConfirmedMembers(0),
          new SharedRemovals(5, 0));
  private final UploadQueue queue = new UploadQueue();

  @Test
  void batchesLeaveInTheOrderInWhichTheyWereOffered() {
    final UploadStateMachine first = batch(changes.of(1));
    final UploadStateMachine second = batch(changes.of(2));
    queue.offer(first);
    queue.offer(second);
    assertThat(queue.take()).contains(first);
    queue.finish(0);
    assertThat(queue.take()).contains(second);
  }

  @Test
  void revokedPartitionsAreTakenOutOfWaitingBatchesAndEmptyOnesVanish() {
    queue.offer(batch(changes.in(Changes.P0, 1)));
    queue.offer(batch(changes.in(Changes.P0, 2), changes.in(Changes.P1, 3)));
    queue.revoke(Set.of(Changes.P0));
    assertThat(queue.take().map(UploadQueueTest::sent))
        .hasValueSatisfying(
            body ->
                assertThat(body)
                    .contains(changes.of(3).member().key())
                    .doesNotContain(changes.of(2).member().key()));
    queue.finish(0);
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void theBatchUnderWayIsToldWhatWasRevokedOnce() {
    queue.offer(batch(changes.of(1)));
    queue.take();
    queue.revoke(Set.of(Changes.P0));
    assertThat(queue.takeRevoked()).containsExactly(Changes.P0);
    assertThat(queue.takeRevoked()).isEmpty();
  }

  @Test
  void whatWasRevokedBeforeAPartitionCameBackIsNotHeldAgainstItsNewRecords() {
    queue.offer(batch(changes.of(1)));
    queue.take();
    queue.revoke(Set.of(Changes.P0));
    queue.finish(0);
    queue.offer(batch(changes.of(1)));
    assertThat(queue.take()).isPresent();
    assertThat(queue.takeRevoked()).isEmpty();
  }

  @Test
  void isUnderWayFromTheOfferToTheFinish() {
    assertThat(queue.isUnderWay()).isFalse();
    queue.offer(batch(changes.of(1)));
    assertThat(queue.isUnderWay()).isTrue();
    queue.take();
    assertThat(queue.isUnderWay()).isTrue();
    queue.finish(0);
    assertThat(queue.isUnderWay()).isFalse();
  }

  @Test
  void outcomesAreDrainedOnceInOrder() {
    final Outcome first = new Outcome.Failed("first");
    final Outcome second = new Outcome.Failed("second");
    queue.post(List.of(first));
    queue.post(List.of(second));
    assertThat(queue.drain()).containsExactly(first, second);
    assertThat(queue.drain()).isEmpty();
  }

  @Test
  void aWaiterIsWokenByAnOutcome() throws InterruptedException {
    final Thread poster = new Thread(() -> queue.post(List.of(new Outcome.Failed("news"))));
    poster.start();
    assertThat(queue.awaitOutcome(60_000)).isTrue();
    poster.join();
  }

  private UploadStateMachine batch(final Change... members) {
    return imports.begin(new Batch(Stream.of(members).map(Row::of).toList()), Meanwhile.NOTHING);
  }

  private static String sent(final UploadStateMachine batch) {
    return batch.next(60_000) instanceof Step.Call call ? Bodies.text(call.request()) : "";
  }

  @Test
  void anEmptyQueueGivesNothing() {
    assertThat(queue.take()).isEqualTo(Optional.empty());
  }
}
