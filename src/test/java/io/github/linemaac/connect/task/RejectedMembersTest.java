package io.github.linemaac.connect.task;

import static io.github.linemaac.connect.task.MemberPipelineFixture.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.ContactField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that are rejected: no commit passes one before the dead-letter queue has it. */
class RejectedMembersTest {
  private final List<Long> reported = new ArrayList<>();
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private final MemberPipelineFixture fixture =
      new MemberPipelineFixture(
          Optional.of(
              (record, reason) -> {
                reported.add(record.originalKafkaOffset());
                return written;
              }));

  @BeforeEach
  void assign() {
    fixture.open(fixture.p0);
  }

  @Test
  void aCommitWaitsForTheDeadLetterOfARecordThatBreaksARule() {
    final List<SinkRecord> records = new ArrayList<>(members(fixture.p0, 0, 10));
    records.set(4, TestRecords.at(fixture.p0, 4, "no member"));
    records.add(TestRecords.member(fixture.p0, 10, 10));
    fixture.put(records);
    assertDelivered(10, 4);
  }

  @Test
  void aCommitWaitsForTheDeadLetterOfARecordThatMaacFindsBad() {
    fixture.sandbox.imports().alsoInvalid(ContactField.MOBILE, mobile -> mobile.endsWith("77"));
    final List<SinkRecord> records = new ArrayList<>(members(fixture.p0, 0, 10));
    records.set(4, TestRecords.member(fixture.p0, 4, 4, "mobile", "+886912345677"));
    fixture.put(records);
    assertDelivered(9, 4);
  }

  @Test
  void aRowThatIsTooLargeForAnImportIsRejectedAlone() {
    final List<String> tags =
        IntStream.range(0, 41_000).mapToObj(RejectedMembersTest::tag).toList();
    final List<SinkRecord> records = new ArrayList<>(members(fixture.p0, 0, 11));
    records.set(
        4, TestRecords.at(fixture.p0, 4, Map.of("line_uid", TestRecords.lineUid(4), "tags", tags)));
    fixture.put(records);
    assertDelivered(10, 4);
    assertThat(fixture.metrics.rejections())
        .containsOnly(Map.entry("value: makes a row that is too large for an import", 1.0));
    assertThat(fixture.sandbox.account().violations()).isEmpty();
  }

  @Test
  void aDeadLetterThatCannotBeWrittenFailsTheTaskAndHoldsTheOffset() {
    fixture.put(TestRecords.at(fixture.p0, 0, "no member"));
    written.completeExceptionally(new IllegalStateException("no such topic"));
    assertThat(fixture.committed(fixture.p0, 1)).contains(0L);
    assertThatThrownBy(() -> fixture.put())
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("dead-letter queue");
  }

  /** All but the rejected one are delivered; what comes behind that one waits for its report. */
  private void assertDelivered(final int delivered, final long rejected) {
    for (int i = 0; i < 200; i++) {
      fixture.delivery.runDue(1);
      fixture.clock.advance(1_000);
      fixture.put();
    }
    assertThat(fixture.sandbox.members().count()).isEqualTo(delivered);
    assertThat(reported).containsExactly(rejected);
    final long position = delivered + 1L;
    assertThat(fixture.committed(fixture.p0, position)).contains(rejected);
    written.complete(null);
    assertThat(fixture.committed(fixture.p0, position)).contains(position);
    fixture.put();
    assertThat(fixture.held()).isZero();
  }

  /** The longest name that a tag may have. */
  private static String tag(final int number) {
    return "t".repeat(240) + number;
  }
}
