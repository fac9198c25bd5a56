package io.github.linemaac.connect.task;

import static io.github.linemaac.connect.task.MemberPipelineFixture.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One connector of two topics, whose partitions have the same numbers. */
class TwoTopicsTest {

  @Test
  void eachTopicsOffsetsWaitForItsOwnMembers() {
    final MemberPipelineFixture bench = new MemberPipelineFixture("flush.interval.ms", "86400000");
    bench.open(bench.p0, bench.other0);
    bench.put(members(bench.p0, 100, 5));
    bench.put(members(bench.other0, 0, 3));
    assertThat(bench.committed(bench.p0, 105)).contains(100L);
    assertThat(bench.committed(bench.other0, 3)).contains(0L);
    bench.put(members(bench.p0, 105, 2));
    bench.deliver();
    assertThat(bench.committed(bench.p0, 107)).as("the first ten are confirmed").contains(107L);
    bench.put(members(bench.other0, 3, 1));
    assertThat(bench.committed(bench.other0, 4)).contains(3L);
    assertThat(bench.committed(bench.p0, 107)).contains(107L);
  }

  @Test
  void lowerOffsetsOfTheOtherTopicAreNoOtherHistory() {
    final MemberPipelineFixture bench = new MemberPipelineFixture();
    bench.open(bench.p0, bench.other0);
    bench.put(members(bench.p0, 100, 3));
    bench.put(members(bench.other0, 0, 3));
    bench.put(members(bench.p0, 103, 1));
    assertThat(bench.held()).isEqualTo(7);
  }

  @Test
  void whatIsTakenAwayOfOneTopicStaysInTheOther() {
    final MemberPipelineFixture bench = new MemberPipelineFixture();
    bench.open(bench.p0, bench.other0);
    bench.put(members(bench.p0, 100, 4));
    bench.put(members(bench.other0, 0, 4));
    bench.close(bench.other0);
    assertThat(bench.held()).isEqualTo(4);
    bench.deliver();
    assertThat(bench.has(100)).isTrue();
    assertThat(bench.has(0)).isFalse();
    assertThat(bench.committed(bench.p0, 104)).contains(104L);
    assertThat(bench.committed(bench.other0, 4)).isEmpty();
  }

  @Test
  void oneListIsThatOfBothTopics() {
    final SegmentPipelineFixture bench = new SegmentPipelineFixture();
    final TopicPartition other = new TopicPartition("customers", 0);
    bench.open(bench.p0, other);
    assertThat(bench.intake.rewound()).containsExactlyInAnyOrder(bench.p0, other);
    bench.put(bench.fresh(bench.p0, 9, 1), bench.fresh(other, 0, 2));
    bench.deliver();
    assertThat(bench.members()).isEqualTo(List.of(TestRecords.lineUid(1), TestRecords.lineUid(2)));
    bench.put(bench.fresh(other, 1, 3));
    assertThat(bench.committed(other, 2)).contains(1L);
    assertThat(bench.committed(bench.p0, 10)).contains(10L);
  }
}
