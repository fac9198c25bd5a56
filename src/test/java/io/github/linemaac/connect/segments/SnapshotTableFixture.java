package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** A table of snapshots, and records of runs that are put into it. */
abstract class SnapshotTableFixture {
  static final SegmentName VIP = SegmentName.configured("vip");
  static final SegmentName OTHER = SegmentName.named("other", "lists-0@1");
  static final TopicPartition P0 = new TopicPartition("lists", 0);
  final SnapshotTable table = new SnapshotTable(0);
  long offset;

  void watchAll() {
    table.beginWatch();
    table.endWatch();
  }

  Optional<SegmentUpload> next() {
    return table.nextUpload(0);
  }

  OptionalLong first(final TopicPartition partition) {
    return table.firstUnconfirmed(partition);
  }

  void whole(final int run, final int... members) {
    for (final int member : members) {
      join(run, member);
    }
    end(run, members.length);
  }

  void join(final int run, final int member) {
    apply(new SnapshotPart.Joined(VIP, id(run), new LineUid(0, member)), P0, 0);
  }

  void end(final int run, final long ids) {
    apply(new SnapshotPart.End(VIP, id(run), ids), P0, 0);
  }

  void apply(final SnapshotPart part, final TopicPartition partition, final long nowMs) {
    table.apply(part, partition, offset++, nowMs);
  }

  static SnapshotId id(final int run) {
    return SnapshotId.of(Integer.toString(run));
  }
}
