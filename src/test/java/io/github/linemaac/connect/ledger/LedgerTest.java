package io.github.linemaac.connect.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final TopicPartition P1 = new TopicPartition("members", 1);

  private final Ledger ledger = new Ledger();
  private long nowMs;

  @BeforeEach
  void assign() {
    ledger.assign(List.of(P0, P1));
  }

  @Test
  void anOpenTicketHoldsItsPartitionAndNoOther() {
    open(P0, 7);
    assertThat(safe(P0, 9)).contains(7L);
    assertThat(safe(P1, 3)).contains(3L);
  }

  @Test
  void theSafeOffsetIsTheOldestOpenOneWhateverSettlesFirst() {
    final Ticket first = open(P0, 0);
    final Ticket second = open(P0, 1);
    open(P0, 2);
    ledger.settle(second);
    assertThat(safe(P0, 3)).contains(0L);
    ledger.settle(first);
    assertThat(safe(P0, 3)).contains(2L);
  }

  @Test
  void aTicketThatAwaitsMoreIsSettledByTheLastOfIt() {
    final Ticket ticket = open(P0, 0);
    ledger.awaitMore(ticket);
    ledger.settle(ticket);
    assertThat(ledger.isOpen(ticket)).isTrue();
    assertThat(safe(P0, 1)).contains(0L);
    ledger.settle(ticket);
    assertThat(safe(P0, 1)).contains(1L);
    assertThat(ledger.heldRecords()).isZero();
  }

  @Test
  void aDeadLetterSettlesATicketWhateverItAwaits() {
    final Ticket ticket = open(P0, 0);
    ledger.awaitMore(ticket);
    ledger.settleWholly(ticket);
    assertThat(safe(P0, 1)).contains(1L);
    ledger.settle(ticket);
    ledger.awaitMore(ticket);
    assertThat(ledger.isOpen(ticket)).isFalse();
    assertThat(ledger.heldRecords()).isZero();
  }

  @Test
  void whereNothingIsOpenConnectsOwnPositionIsSafeSoThatAFilteredTailCommits() {
    ledger.settle(open(P0, 4));
    assertThat(safe(P0, 1_000)).contains(1_000L);
  }

  @Test
  void aTicketBeyondConnectsPositionIsOfAnotherHistoryAndTheCommitStaysWhereItIs() {
    final Ticket beyond = open(P0, 12);
    assertThat(safe(P0, 10)).isEmpty();
    assertThat(safe(P0, 12)).isEmpty();
    ledger.settle(beyond);
    assertThat(safe(P0, 10)).contains(10L);
  }

  @Test
  void aPartitionThatIsNotAssignedIsNotCommitted() {
    ledger.close(List.of(P1));
    assertThat(safe(P1, 5)).isEmpty();
  }

  @Test
  void closingAPartitionThatWasRevokedLongAgoChangesNothing() {
    ledger.close(List.of(P1));
    ledger.close(List.of(P1, new TopicPartition("other", 9)));
    assertThat(safe(P0, 5)).contains(5L);
  }

  @Test
  void aTicketFromBeforeARevocationChangesNothingAfterThePartitionCameBack() {
    final Ticket before = open(P0, 3);
    ledger.close(List.of(P0));
    ledger.assign(List.of(P0));
    open(P0, 3);
    ledger.settle(before);
    assertThat(safe(P0, 4)).contains(3L);
    assertThat(ledger.heldRecords()).isEqualTo(1);
  }

  @Test
  void countsWhatIsHeldUntilTheWholeHeadIsSettled() {
    final Ticket first = open(P0, 0);
    final Ticket second = open(P0, 1);
    ledger.settle(second);
    assertThat(ledger.heldRecords()).isEqualTo(2);
    assertThat(ledger.heldBytes()).isEqualTo(20);
    ledger.settle(first);
    assertThat(ledger.heldRecords()).isZero();
    assertThat(ledger.heldBytes()).isZero();
  }

  @Test
  void settlingTwiceIsSettlingOnce() {
    final Ticket ticket = open(P0, 0);
    open(P0, 1);
    ledger.settle(ticket);
    ledger.settle(ticket);
    assertThat(ledger.heldRecords()).isEqualTo(1);
  }

  @Test
  void whatAPartitionHeldIsGivenBackWhenItIsClosed() {
    open(P0, 0);
    open(P1, 0);
    ledger.close(List.of(P0));
    assertThat(ledger.heldRecords()).isEqualTo(1);
    assertThat(ledger.heldBytes()).isEqualTo(10);
  }

  @Test
  void knowsWhenTheOldestTicketThatIsOpenWasOpened() {
    assertThat(ledger.oldestMs()).isEmpty();
    nowMs = 5;
    final Ticket first = open(P1, 0);
    nowMs = 7;
    final Ticket second = open(P0, 0);
    nowMs = 9;
    open(P1, 1);
    assertThat(ledger.oldestMs()).hasValue(5);
    ledger.settle(first);
    assertThat(ledger.oldestMs()).hasValue(7);
    ledger.settle(second);
    assertThat(ledger.oldestMs()).hasValue(9);
    ledger.close(List.of(P1));
    assertThat(ledger.oldestMs()).isEmpty();
  }

  @Test
  void aRecordOfAPartitionThatWasNeverAssignedIsAnErrorOfConnect() {
    assertThatThrownBy(() -> open(new TopicPartition("other", 0), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other-0");
  }

  private Ticket open(final TopicPartition partition, final long offset) {
    return ledger.open(TestRecords.at(partition, offset, Map.of()), 10, nowMs);
  }

  private Optional<Long> safe(final TopicPartition partition, final long position) {
    return Optional.ofNullable(
            ledger.safeOffsets(Map.of(partition, new OffsetAndMetadata(position))).get(partition))
        .map(OffsetAndMetadata::offset);
  }
}
