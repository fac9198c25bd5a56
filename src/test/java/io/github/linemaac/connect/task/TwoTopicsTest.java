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
    final MemberPipelineFixture fixture =
        new MemberPipelineFixture("flush.interval.ms", "86400000");
    fixture.open(fixture.p0, fixture.other0);
    fixture.put(members(fixture.p0, 100, 5));
    fixture.put(members(fixture.other0, 0, 3));
    assertThat(fixture.committed(fixture.p0, 105)).contains(100L);
    assertThat(fixture.committed(fixture.other0, 3)).contains(0L);
    fixture.put(members(fixture.p0, 105, 2));
    fixture.deliver();
    assertThat(fixture.committed(fixture.p0, 107)).as("the first ten are confirmed").contains(107L);
    fixture.put(members(fixture.other0, 3, 1));
    assertThat(fixture.committed(fixture.other0, 4)).contains(3L);
    assertThat(fixture.committed(fixture.p0, 107)).contains(107L);
  }

  @Test
  void lowerOffsetsOfTheOtherTopicAreNoOtherHistory() {
    final MemberPipelineFixture fixture = new MemberPipelineFixture();
    fixture.open(fixture.p0, fixture.other0);
    fixture.put(members(fixture.p0, 100, 3));
    fixture.put(members(fixture.other0, 0, 3));
    fixture.put(members(fixture.p0, 103, 1));
    assertThat(fixture.held()).isEqualTo(7);
  }

  @Test
  void whatIsTakenAwayOfOneTopicStaysInTheOther() {
    final MemberPipelineFixture fixture = new MemberPipelineFixture();
    fixture.open(fixture.p0, fixture.other0);
    fixture.put(members(fixture.p0, 100, 4));
    fixture.put(members(fixture.other0, 0, 4));
    fixture.close(fixture.other0);
    assertThat(fixture.held()).isEqualTo(4);
    fixture.deliver();
    assertThat(fixture.has(100)).isTrue();
    assertThat(fixture.has(0)).isFalse();
    assertThat(fixture.committed(fixture.p0, 104)).contains(104L);
    assertThat(fixture.committed(fixture.other0, 4)).isEmpty();
  }

  @Test
  void oneListIsThatOfBothTopics() {
    final SegmentPipelineFixture fixture = new SegmentPipelineFixture();
    final TopicPartition other = new TopicPartition("customers", 0);
    fixture.open(fixture.p0, other);
    assertThat(fixture.context.rewound()).containsExactlyInAnyOrder(fixture.p0, other);
    fixture.put(fixture.fresh(fixture.p0, 9, 1), fixture.fresh(other, 0, 2));
    fixture.deliver();
    assertThat(fixture.members())
        .isEqualTo(List.of(TestRecords.lineUid(1), TestRecords.lineUid(2)));
    fixture.put(fixture.fresh(other, 1, 3));
    assertThat(fixture.committed(other, 2)).contains(1L);
    assertThat(fixture.committed(fixture.p0, 10)).contains(10L);
  }
}
