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
  private final MemberPipelineFixture fixture = new MemberPipelineFixture();

  @BeforeEach
  void assign() {
    fixture.open(fixture.p0, fixture.p1);
  }

  @Test
  void whatIsInFlightOfTheOlderHistoryIsNotTakenForTheNewer() {
    fixture.sandbox.settings().imports.durationMs = 600_000;
    fixture.put(members(fixture.p0, 500, 10));
    fixture.send();
    fixture.put(members(fixture.p0, 0, 1));
    assertThat(fixture.committed(fixture.p0, 1)).contains(0L);
    assertThat(fixture.held()).isEqualTo(1);
    fixture.sandbox.settings().imports.durationMs = 0;
    fixture.deliver();
    assertThat(fixture.has(0)).isTrue();
    assertThat(fixture.committed(fixture.p0, 1)).contains(1L);
  }

  @Test
  void anOffsetThatComesTwiceIsOfAnotherHistoryToo() {
    fixture.put(members(fixture.p0, 0, 1));
    fixture.put(members(fixture.p0, 0, 1));
    assertThat(fixture.held()).isEqualTo(1);
  }

  @Test
  void offsetsWithHolesAreOneHistory() {
    fixture.put(members(fixture.p0, 3, 1));
    fixture.put(members(fixture.p0, 700, 1));
    assertThat(fixture.held()).isEqualTo(2);
  }

  @Test
  void whatWasNotSentOfTheOlderHistoryIsDroppedAndAllOfTheNewerIsDelivered() {
    fixture.put(members(fixture.p0, 500, 35));
    fixture.put(members(fixture.p0, 0, 12));
    assertThat(fixture.held()).isEqualTo(12);
    fixture.deliver();
    assertThat(fixture.has(500)).isFalse();
    assertThat(fixture.has(534)).isFalse();
    assertThat(fixture.sandbox.members().count()).isEqualTo(12);
    assertThat(fixture.committed(fixture.p0, 12)).contains(12L);
  }

  /** The uploader is told what is revoked while a batch is under way: of that batch alone. */
  @Test
  void theNewerHistoryIsNotDroppedWithWhatWasUnderWay() {
    fixture.put(members(fixture.p0, 500, 10));
    fixture.send();
    fixture.put(members(fixture.p0, 0, 10));
    fixture.put(members(fixture.p0, 0, 20));
    fixture.deliver();
    assertThat(fixture.sandbox.members().count()).isEqualTo(10 + 20);
  }

  @Test
  void whatIsBeforeATruncationIsStillDeliveredSinceNobodyGivesItAgain() {
    fixture.put(members(fixture.p0, 0, 5));
    fixture.put(members(fixture.p0, 3, 2));
    assertThat(fixture.held()).isEqualTo(5);
    assertThat(fixture.committed(fixture.p0, 5)).contains(0L);
    fixture.deliver();
    assertThat(fixture.has(0)).isTrue();
    assertThat(fixture.has(2)).isTrue();
    assertThat(fixture.committed(fixture.p0, 5)).contains(5L);
    assertThat(fixture.held()).isZero();
  }

  @Test
  void whatIsInFlightBeforeATruncationHoldsBackWhatComesAfterIt() {
    fixture.sandbox.settings().imports.durationMs = 600_000;
    fixture.put(members(fixture.p0, 0, 10));
    fixture.send();
    fixture.put(members(fixture.p0, 4, 2));
    assertThat(fixture.committed(fixture.p0, 6)).contains(0L);
    fixture.sandbox.settings().imports.durationMs = 0;
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 6)).contains(6L);
  }

  @Test
  void otherPartitionsStayAsTheyAre() {
    fixture.put(members(fixture.p1, 100, 5));
    fixture.put(members(fixture.p0, 500, 4));
    fixture.put(members(fixture.p0, 0, 1));
    assertThat(fixture.held()).isEqualTo(6);
    assertThat(fixture.committed(fixture.p1, 105)).contains(100L);
    fixture.deliver();
    assertThat(fixture.committed(fixture.p1, 105)).contains(105L);
    assertThat(fixture.has(104)).isTrue();
  }

  @Test
  void oneCanGoBackInTheMiddleOfAPoll() {
    final List<SinkRecord> both = new ArrayList<>(members(fixture.p0, 500, 3));
    both.addAll(members(fixture.p0, 0, 2));
    both.addAll(members(fixture.p1, 900, 2));
    fixture.put(both);
    assertThat(fixture.held()).isEqualTo(4);
    fixture.deliver();
    assertThat(fixture.has(500)).isFalse();
    assertThat(fixture.has(1)).isTrue();
    assertThat(fixture.has(901)).isTrue();
    assertThat(fixture.committed(fixture.p0, 2)).contains(2L);
  }

  @Test
  void whatConnectBringsAgainAfterACommitThatFailedIsHeldOnce() {
    fixture.put(members(fixture.p0, 0, 7));
    fixture.put(members(fixture.p0, 7, 5));
    fixture.put(members(fixture.p0, 0, 12));
    assertThat(fixture.held()).isEqualTo(12);
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 12)).contains(12L);
  }

  @Test
  void nothingIsCommittedWhereConnectStandsBeforeWhatIsOpen() {
    fixture.sandbox.settings().imports.durationMs = 600_000;
    fixture.put(members(fixture.p0, 500, 10));
    assertThat(fixture.committed(fixture.p0, 40)).isEmpty();
  }

  @Test
  void partitionsFlowAgainOnceTheOlderHistoryHoldsNothing() {
    fixture.put(members(fixture.p0, 500, 40));
    assertThat(fixture.context.paused()).containsExactlyInAnyOrder(fixture.p0, fixture.p1);
    fixture.put(members(fixture.p0, 0, 1));
    assertThat(fixture.context.paused()).isEmpty();
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
