package io.github.linemaac.connect.simulation;

/** What happens in the topics. */
final class TopicEvent {
  private TopicEvent() {}

  /** A topic is made, or gets more partitions, whose first records have this offset. */
  record TopicGrows(String topic, int partitions, long beginning) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.changes().grow(topic, partitions, beginning);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** Records say from now on that they were made then. */
  record RecordsAreStamped(World.Stamp stamp) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.stamp(stamp);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** A topic is deleted and made again before anybody notices. */
  record TopicIsMadeAgain(String topic) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.changes().makeAgain(topic);
    }
  }

  /** A topic is deleted, unless it is the only one. */
  record TopicIsDeleted(String topic) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.changes().delete(topic);
    }
  }

  /** A partition keeps only so much of what it has, and goes on from there. */
  record PartitionIsTruncated(int partition, int keptPercent) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.changes().truncate(partition, keptPercent);
    }
  }

  /** A partition has offsets that no consumer is given. */
  record OffsetsAreSkipped(int partition, int offsets) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      if (!world.topics().isEmpty()) {
        world.topics().log(world.topics().numbered(partition)).skip(offsets);
      }
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /**
   * A record of a member is produced.
   *
   * @param topic by number
   * @param spelling of the member's key; each spelling has a partition of its own
   */
  record MemberRecord(MemberEntry.Kind kind, int member, int topic, int spelling)
      implements Event<MemberWorld> {
    @Override
    public void happenIn(final MemberWorld world) {
      world.producer().produce(kind, member, topic, spelling);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** A record of a member is produced, and once more as it is. */
  record MemberRecordTwice(int member, int topic, int spelling) implements Event<MemberWorld> {
    @Override
    public void happenIn(final MemberWorld world) {
      world.producer().produceTwice(member, topic, spelling);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** Records of members are as large as this from now on. */
  record RecordsAre(MemberProducer.Size size) implements Event<MemberWorld> {
    @Override
    public void happenIn(final MemberWorld world) {
      world.producer().size(size);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /**
   * A record of somebody on a list is produced.
   *
   * @param topic by number
   */
  record ListRecord(SegmentEntry.Kind kind, int person, int list, int topic)
      implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      world.produce(kind, person, list, topic);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** So many people leave a list, one after the other. */
  record EverybodyLeaves(int people, int list) implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      for (int person = 0; person < people; person++) {
        world.produce(SegmentEntry.Kind.LEAVES, person, list, 0);
      }
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }
}
