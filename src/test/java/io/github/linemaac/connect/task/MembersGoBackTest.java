package io.github.linemaac.connect.task;

import static io.github.linemaac.connect.task.MemberPipelineFixture.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.ContactField;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Members of a partition whose offsets go back without a rebalance: its topic was made anew, or
 * Connect went back to the last commit.
 */
class MembersGoBackTest {
  private final MemberPipelineFixture bench = new MemberPipelineFixture();

  @BeforeEach
  void assign() {
    bench.open(bench.p0, bench.p1);
  }

  @Test
  void whatIsInFlightOfTheOlderHistoryIsNotTakenForTheNewer() {
    bench.sandbox.settings().imports.durationMs = 600_000;
    bench.put(members(bench.p0, 500, 10));
    bench.send();
    bench.put(members(bench.p0, 0, 1));
    assertThat(bench.committed(bench.p0, 1)).contains(0L);
    assertThat(bench.held()).isEqualTo(1);
    bench.sandbox.settings().imports.durationMs = 0;
    bench.deliver();
    assertThat(bench.has(0)).isTrue();
    assertThat(bench.committed(bench.p0, 1)).contains(1L);
  }

  @Test
  void anOffsetThatComesTwiceIsOfAnotherHistoryToo() {
    bench.put(members(bench.p0, 0, 1));
    bench.put(members(bench.p0, 0, 1));
    assertThat(bench.held()).isEqualTo(1);
  }

  @Test
  void offsetsWithHolesAreOneHistory() {
    bench.put(members(bench.p0, 3, 1));
    bench.put(members(bench.p0, 700, 1));
    assertThat(bench.held()).isEqualTo(2);
  }

  @Test
  void whatWasNotSentOfTheOlderHistoryIsDroppedAndAllOfTheNewerIsDelivered() {
    bench.put(members(bench.p0, 500, 35));
    bench.put(members(bench.p0, 0, 12));
    assertThat(bench.held()).isEqualTo(12);
    bench.deliver();
    assertThat(bench.has(500)).isFalse();
    assertThat(bench.has(534)).isFalse();
    assertThat(bench.sandbox.members().count()).isEqualTo(12);
    assertThat(bench.committed(bench.p0, 12)).contains(12L);
  }

  /** The uploader is told what is revoked while a batch is under way: of that batch alone. */
  @Test
  void theNewerHistoryIsNotDroppedWithWhatWasUnderWay() {
    bench.put(members(bench.p0, 500, 10));
    bench.send();
    bench.put(members(bench.p0, 0, 10));
    bench.put(members(bench.p0, 0, 20));
    bench.deliver();
    assertThat(bench.sandbox.members().count()).isEqualTo(10 + 20);
  }

  @Test
  void whatIsBeforeATruncationIsStillDeliveredSinceNobodyGivesItAgain() {
    bench.put(members(bench.p0, 0, 5));
    bench.put(members(bench.p0, 3, 2));
    assertThat(bench.held()).isEqualTo(5);
    assertThat(bench.committed(bench.p0, 5)).contains(0L);
    bench.deliver();
    assertThat(bench.has(0)).isTrue();
    assertThat(bench.has(2)).isTrue();
    assertThat(bench.committed(bench.p0, 5)).contains(5L);
    assertThat(bench.held()).isZero();
  }

  @Test
  void whatIsInFlightBeforeATruncationHoldsBackWhatComesAfterIt() {
    bench.sandbox.settings().imports.durationMs = 600_000;
    bench.put(members(bench.p0, 0, 10));
    bench.send();
    bench.put(members(bench.p0, 4, 2));
    assertThat(bench.committed(bench.p0, 6)).contains(0L);
    bench.sandbox.settings().imports.durationMs = 0;
    bench.deliver();
    assertThat(bench.committed(bench.p0, 6)).contains(6L);
  }

  @Test
  void otherPartitionsStayAsTheyAre() {
    bench.put(members(bench.p1, 100, 5));
    bench.put(members(bench.p0, 500, 4));
    bench.put(members(bench.p0, 0, 1));
    assertThat(bench.held()).isEqualTo(6);
    assertThat(bench.committed(bench.p1, 105)).contains(100L);
    bench.deliver();
    assertThat(bench.committed(bench.p1, 105)).contains(105L);
    assertThat(bench.has(104)).isTrue();
  }

  @Test
  void oneCanGoBackInTheMiddleOfAPoll() {
    final List<SinkRecord> both = new ArrayList<>(members(bench.p0, 500, 3));
    both.addAll(members(bench.p0, 0, 2));
    both.addAll(members(bench.p1, 900, 2));
    bench.put(both);
    assertThat(bench.held()).isEqualTo(4);
    bench.deliver();
    assertThat(bench.has(500)).isFalse();
    assertThat(bench.has(1)).isTrue();
    assertThat(bench.has(901)).isTrue();
    assertThat(bench.committed(bench.p0, 2)).contains(2L);
  }

  @Test
  void whatConnectBringsAgainAfterACommitThatFailedIsHeldOnce() {
    bench.put(members(bench.p0, 0, 7));
    bench.put(members(bench.p0, 7, 5));
    bench.put(members(bench.p0, 0, 12));
    assertThat(bench.held()).isEqualTo(12);
    bench.deliver();
    assertThat(bench.committed(bench.p0, 12)).contains(12L);
  }

  @Test
  void nothingIsCommittedWhereConnectStandsBeforeWhatIsOpen() {
    bench.sandbox.settings().imports.durationMs = 600_000;
    bench.put(members(bench.p0, 500, 10));
    assertThat(bench.committed(bench.p0, 40)).isEmpty();
  }

  @Test
  void partitionsFlowAgainOnceTheOlderHistoryHoldsNothing() {
    bench.put(members(bench.p0, 500, 40));
    assertThat(bench.intake.paused()).containsExactlyInAnyOrder(bench.p0, bench.p1);
    bench.put(members(bench.p0, 0, 1));
    assertThat(bench.intake.paused()).isEmpty();
  }

  @Test
  void aRecordOfTheOlderHistoryIsNotRejected() {
    final MemberPipelineFixture strict =
        new MemberPipelineFixture("skip.invalid.records", "false", "flush.interval.ms", "0");
    strict.sandbox.imports().alsoInvalid(ContactField.MOBILE, any -> true);
    strict.open(strict.p0);
    strict.put(TestRecords.member(strict.p0, 500, 1, "mobile", "+886912345678"));
    strict.send();
    strict.put(members(strict.p0, 0, 1));
    strict.deliver();
    assertThat(strict.committed(strict.p0, 1)).contains(1L);
  }
}
