package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Change;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadQueueTest {
  private final Changes changes = new Changes();
  private final UploadQueue<Batch> outbox =
      new UploadQueue<>(
          (batch, gone) ->
              Optional.of(batch.without(gone, changes.writer())).filter(b -> !b.isEmpty()));

  @Test
  void batchesLeaveInTheOrderInWhichTheyWereOffered() {
    final Batch first = batch(changes.of(1));
    final Batch second = batch(changes.of(2));
    outbox.offer(first);
    outbox.offer(second);
    assertThat(outbox.take()).contains(first);
    outbox.finish();
    assertThat(outbox.take()).contains(second);
  }

  @Test
  void revokedPartitionsAreTakenOutOfWaitingBatchesAndEmptyOnesVanish() {
    outbox.offer(batch(changes.in(Changes.P0, 1)));
    outbox.offer(batch(changes.in(Changes.P0, 2), changes.in(Changes.P1, 3)));
    outbox.revoke(Set.of(Changes.P0));
    assertThat(outbox.take().map(Batch::records)).contains(1);
    outbox.finish();
    assertThat(outbox.take()).isEmpty();
  }

  @Test
  void theBatchUnderWayIsToldWhatWasRevokedOnce() {
    outbox.offer(batch(changes.of(1)));
    outbox.take();
    outbox.revoke(Set.of(Changes.P0));
    assertThat(outbox.takeRevoked()).containsExactly(Changes.P0);
    assertThat(outbox.takeRevoked()).isEmpty();
  }

  @Test
  void whatWasRevokedBeforeAPartitionCameBackIsNotHeldAgainstItsNewRecords() {
    outbox.offer(batch(changes.of(1)));
    outbox.take();
    outbox.revoke(Set.of(Changes.P0));
    outbox.finish();
    outbox.offer(batch(changes.of(1)));
    assertThat(outbox.take()).isPresent();
    assertThat(outbox.takeRevoked()).isEmpty();
  }

  @Test
  void isUnderWayFromTheOfferToTheFinish() {
    assertThat(outbox.isUnderWay()).isFalse();
    outbox.offer(batch(changes.of(1)));
    assertThat(outbox.isUnderWay()).isTrue();
    outbox.take();
    assertThat(outbox.isUnderWay()).isTrue();
    outbox.finish();
    assertThat(outbox.isUnderWay()).isFalse();
  }

  @Test
  void outcomesAreDrainedOnceInOrder() {
    final Outcome first = new Outcome.Failed("first");
    final Outcome second = new Outcome.Failed("second");
    outbox.post(List.of(first));
    outbox.post(List.of(second));
    assertThat(outbox.drain()).containsExactly(first, second);
    assertThat(outbox.drain()).isEmpty();
  }

  @Test
  void aWaiterIsWokenByAnOutcome() throws InterruptedException {
    final Thread poster = new Thread(() -> outbox.post(List.of(new Outcome.Failed("news"))));
    poster.start();
    assertThat(outbox.awaitOutcome(60_000)).isTrue();
    poster.join();
  }

  private static Batch batch(final Change... members) {
    return new Batch(Stream.of(members).map(Row::of).toList());
  }

  @Test
  void anEmptyOutboxGivesNothing() {
    assertThat(outbox.take()).isEqualTo(Optional.empty());
  }
}
