package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.support.FakeSinkContext;
import io.github.linemaac.connect.support.HandSetClock;
import io.github.linemaac.connect.support.ShownMetrics;
import io.github.linemaac.connect.support.TestRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final Rejection REJECTION = new Rejection("mobile", "is no number");

  private final Ledger ledger = new Ledger();
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private final List<Throwable> reasons = new ArrayList<>();
  private final ErrantRecordReporter reporter =
      (record, reason) -> {
        reasons.add(reason);
        return written;
      };

  private final ShownMetrics shown = new ShownMetrics();
  private final TaskMetrics metrics = new TaskMetrics(shown, new HandSetClock());

  private DeadLetters deadLetters(
      final Optional<ErrantRecordReporter> reporter, final boolean skipsInvalid) {
    return new DeadLetters(
        ledger,
        skipsInvalid,
        new TaskEnvironment(
            reporter, new FakeSinkContext(), metrics, new HandSetClock(), new Random(1)));
  }

  @BeforeEach
  void assign() {
    ledger.assign(List.of(P0));
  }

  @Test
  void aRecordIsSettledOnceItsReportIsWrittenAndNotBefore() {
    final DeadLetters deadLetters = deadLetters(Optional.of(reporter), true);
    deadLetters.reject(ticket(), REJECTION);
    deadLetters.settleWritten();
    assertThat(ledger.heldRecords()).isEqualTo(1);
    assertThat(deadLetters.isUnderWay()).isTrue();
    written.complete(null);
    deadLetters.settleWritten();
    assertThat(ledger.heldRecords()).isZero();
    assertThat(deadLetters.isUnderWay()).isFalse();
  }

  @Test
  void theReasonNamesFieldAndRuleAndHasNoStackTrace() {
    deadLetters(Optional.of(reporter), true).reject(ticket(), REJECTION);
    assertThat(reasons)
        .singleElement()
        .isInstanceOf(RejectedRecordException.class)
        .satisfies(reason -> assertThat(reason).hasMessage("mobile: is no number"))
        .satisfies(reason -> assertThat(reason.getStackTrace()).isEmpty());
  }

  @Test
  void withoutAReporterARejectedRecordIsSettledAtOnce() {
    deadLetters(Optional.empty(), true).reject(ticket(), REJECTION);
    assertThat(ledger.heldRecords()).isZero();
    assertThat(shown.rejections()).containsOnly(Map.entry("mobile: is no number", 1.0));
  }

  @Test
  void withSkipInvalidRecordsFalseTheTaskFailsAndTheRecordStaysOpen() {
    final DeadLetters deadLetters = deadLetters(Optional.of(reporter), false);
    assertThatThrownBy(() -> deadLetters.reject(ticket(), REJECTION))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("members-0@5")
        .hasMessageContaining("mobile: is no number")
        .hasMessageContaining("skip.invalid.records");
    assertThat(reasons).isEmpty();
    assertThat(ledger.heldRecords()).isEqualTo(1);
  }

  @Test
  void whatAReporterThrowsGoesThroughSoThatTheTaskFails() {
    final ConnectException exceeded = new ConnectException("Tolerance exceeded in error handler");
    final DeadLetters deadLetters =
        deadLetters(
            Optional.of(
                (record, reason) -> {
                  throw exceeded;
                }),
            true);
    assertThatThrownBy(() -> deadLetters.reject(ticket(), REJECTION)).isSameAs(exceeded);
    assertThat(ledger.heldRecords()).isEqualTo(1);
    assertThat(shown.of(Metric.RECORDS_REJECTED)).isZero();
  }

  @Test
  void aReportThatCouldNotBeWrittenFailsTheTaskAndTheRecordStaysOpen() {
    final DeadLetters deadLetters = deadLetters(Optional.of(reporter), true);
    deadLetters.reject(ticket(), REJECTION);
    written.completeExceptionally(new IllegalStateException("no such topic"));
    assertThatThrownBy(() -> deadLetters.settleWritten())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("dead-letter");
    assertThat(ledger.heldRecords()).isEqualTo(1);
  }

  @Test
  void aReportThatConnectCancelledWithItsPartitionIsForgotten() {
    final DeadLetters deadLetters = deadLetters(Optional.of(reporter), true);
    deadLetters.reject(ticket(), REJECTION);
    written.cancel(true);
    assertThatCode(() -> deadLetters.settleWritten()).doesNotThrowAnyException();
    assertThat(ledger.heldRecords()).isEqualTo(1);
  }

  @Test
  void aRecordWhosePartitionHasGoneFailsNothingAndIsNotReported() {
    final Ticket gone = ticket();
    ledger.close(List.of(P0));
    for (final boolean skipsInvalid : List.of(true, false)) {
      final DeadLetters deadLetters = deadLetters(Optional.of(reporter), skipsInvalid);
      deadLetters.reject(gone, REJECTION);
      deadLetters.report(gone, REJECTION);
      assertThat(deadLetters.isUnderWay()).isFalse();
    }
    assertThat(reasons).isEmpty();
    assertThat(shown.of(Metric.RECORDS_REJECTED)).isZero();
  }

  @Test
  void aReportThatFailsAfterItsPartitionHasGoneFailsNothing() {
    final DeadLetters deadLetters = deadLetters(Optional.of(reporter), true);
    deadLetters.reject(ticket(), REJECTION);
    ledger.close(List.of(P0));
    written.completeExceptionally(new IllegalStateException("no such topic"));
    assertThatCode(() -> deadLetters.settleWritten()).doesNotThrowAnyException();
    assertThat(deadLetters.isUnderWay()).isFalse();
  }

  private Ticket ticket() {
    return ledger.open(TestRecords.at(P0, 5, "x"), 10, 0);
  }
}
