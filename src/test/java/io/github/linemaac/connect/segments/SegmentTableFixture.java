package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A table of segments that are read from their topic, and what is put into it. */
abstract class SegmentTableFixture {
  static final TopicPartition P0 = new TopicPartition("members", 0);
  static final SegmentName VIP = SegmentName.configured("vip");
  static final long INTERVAL_MS = 60_000;
  final SegmentTable table = new SegmentTable(false, false, INTERVAL_MS);
  long offset;

  void add(final int member) {
    apply(VIP, member, false);
  }

  int apply(final SegmentName name, final int member, final boolean removes) {
    return table.apply(new SegmentChange(Optional.of(name), id(member), removes), P0, offset++);
  }

  int apply(final SegmentTable to, final int member, final boolean removes) {
    return to.apply(new SegmentChange(Optional.of(VIP), id(member), removes), P0, offset++);
  }

  static void assertIds(final LineUidSet list, final int... members) {
    assertThat(list.sorted())
        .isEqualTo(
            Arrays.stream(members).mapToObj(SegmentTableFixture::id).toArray(LineUid[]::new));
  }

  static LineUid id(final int member) {
    return new LineUid(0, member);
  }
}
