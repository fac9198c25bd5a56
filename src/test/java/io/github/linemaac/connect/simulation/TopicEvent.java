package io.github.linemaac.connect.simulation;

/** What happens in the topics. */
final class TopicEvent {
  private TopicEvent() {}

  /** A topic is made, or gets more partitions, whose first records have this offset. */
  record TopicGrows(String topic, int partitions, long beginning) implements Event<World<?>> {
    @Override
    public void happenIn(final World<?> world) {
      world.topics().grow(topic, partitions, beginning);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** A record of a member is produced. */
  record MemberRecord(MemberEntry.Kind kind, int member) implements Event<MemberWorld> {
    @Override
    public void happenIn(final MemberWorld world) {
      world.producer().produce(kind, member);
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }

  /** A record of somebody on a list is produced. */
  record ListRecord(SegmentEntry.Kind kind, int person, int list) implements Event<SegmentWorld> {
    @Override
    public void happenIn(final SegmentWorld world) {
      world.produce(kind, person, list);
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
        world.produce(SegmentEntry.Kind.LEAVES, person, list);
      }
    }

    @Override
    public boolean isCalm() {
      return true;
    }
  }
}
