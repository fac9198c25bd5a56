package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.simulation.SegmentChanges.Change;
import io.github.linemaac.sandbox.Violation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a history of segments, told from the topics and from every upload. */
final class SegmentBooks {
  private static final Set<Boolean> EITHER = Set.of(true, false);
  private static final Optional<Boolean> LEFT = Optional.of(false);

  private final SegmentWorld world;
  private final SegmentChanges changes;

  /** The end of each partition when it was assigned last: an upload must have all before it. */
  private final Map<TopicPartition, Long> assignedAt = new HashMap<>();

  /** What MAAC has of each list by the uploads that were checked. */
  private final Map<String, Set<String>> uploaded = new HashMap<>();

  /** Who may be on a list or not, since what the topic said of them is gone. */
  private final Set<Place> unsure = new HashSet<>();

  private final Set<SegmentEntry> waived = new HashSet<>();

  /** Lists that somebody else has changed since their last upload. */
  private final Set<String> touched = new HashSet<>();

  private final Set<String> everTouched = new HashSet<>();
  private boolean hasZombie;

  /** Somebody on a list. */
  private record Place(String list, String lineUid) {}

  SegmentBooks(final SegmentWorld world) {
    this.world = world;
    this.changes = new SegmentChanges(world);
  }

  SegmentChanges changes() {
    return changes;
  }

  /** The task has these partitions since now. */
  void assigned(final Collection<TopicPartition> partitions) {
    // What was uploaded until now need not have more than it needed by then.
    checkUploads();
    partitions.forEach(partition -> assignedAt.put(partition, world.topics().log(partition).end()));
  }

  /** A partition is another from this offset on. */
  void isCut(final TopicPartition partition, final long offset) {
    checkUploads();
    assignedAt.computeIfPresent(partition, (p, end) -> Math.min(end, offset));
  }

  /** Where MAAC's list is what membership starts from, what is passed over is told by nobody. */
  void isPassedOver(final Collection<SegmentEntry> passedOver) {
    checkUploads();
    if (!world.isTopicBaseline()) {
      waived.addAll(passedOver);
      for (final SegmentEntry entry : passedOver) {
        world.lists().stream()
            .filter(entry::isAbout)
            .forEach(list -> unsure.add(new Place(list, entry.lineUid())));
      }
    }
  }

  /** Somebody else changes a list, which the next upload puts right. */
  void isTouched(final String list) {
    checkUploads();
    touched.add(list);
    everTouched.add(list);
  }

  /** Whether somebody else has ever changed a list. */
  boolean wasTouched(final String list) {
    return everTouched.contains(list);
  }

  /** What a task that was cut off uploads is as wrong as what somebody else does. */
  void hasZombie(final boolean exists) {
    checkUploads();
    hasZombie = exists;
    if (exists) {
      touched.addAll(world.lists());
      everTouched.addAll(world.lists());
    }
  }

  /** No upload holds a list that is half rebuilt, and none is emptied that nobody has left. */
  void checkUploads() {
    for (final Change change : changes.take()) {
      final String list = change.name();
      if (!hasZombie) {
        checkShrinking(list, change.members());
        touched.remove(list);
        if (!isBeyondTelling(list)) {
          checkMembers(list, change.members());
        }
      }
      uploaded.put(list, change.members());
    }
  }

  private void checkMembers(final String list, final Set<String> members) {
    statesMeanwhile(list, assignedAt)
        .forEach(
            (id, states) ->
                assertThat(states)
                    .as("membership of %s in an upload is as the topic had it", id)
                    .contains(members.contains(id)));
    if (members.isEmpty()) {
      assertThat(Stream.concat(world.topics().present().stream(), world.topics().gone().stream()))
          .as("somebody has left %s", list)
          .anyMatch(entry -> entry.isAbout(list) && entry.membership().equals(LEFT));
    }
  }

  /**
   * For each id of a list: what it was at these offsets, and has been since. Which of two
   * partitions speaks last, nobody can say.
   */
  private Map<String, Set<Boolean>> states(
      final String list, final Map<TopicPartition, Long> offsets) {
    final Map<String, Set<Boolean>> states = new HashMap<>();
    final Set<String> saidBefore = new HashSet<>();
    for (final PartitionLog<SegmentEntry> log : world.topics().logs()) {
      final Map<String, Set<Boolean>> ofLog = new HashMap<>();
      final long from = offsets.getOrDefault(log.partition(), 0L);
      for (final SegmentEntry entry : log.all()) {
        if (entry.isAbout(list) && entry.membership().isPresent()) {
          final Set<Boolean> ofId = ofLog.computeIfAbsent(entry.lineUid(), id -> new HashSet<>());
          if (entry.offset() < from && reaches(entry)) {
            ofId.clear();
            saidBefore.add(entry.lineUid());
          }
          ofId.add(entry.membership().get());
        }
      }
      ofLog.forEach((id, ofId) -> states.computeIfAbsent(id, i -> new HashSet<>()).addAll(ofId));
    }
    states.forEach(
        (id, ofId) -> {
          if (!saidBefore.contains(id)) {
            ofId.add(false);
          }
        });
    unsure.stream()
        .filter(place -> place.list().equals(list))
        .forEach(place -> states.put(place.lineUid(), EITHER));
    return states;
  }

  /**
   * Whether it surely says what it says. One that is about every list is so of those that the task
   * has read of since it began: where that is the whole topic, nobody is on any other.
   */
  private boolean reaches(final SegmentEntry entry) {
    return world.isTopicBaseline() || !entry.isAboutEach();
  }

  /** The same while it may not be noticed yet that records are gone. */
  private Map<String, Set<Boolean>> statesMeanwhile(
      final String list, final Map<TopicPartition, Long> offsets) {
    final Map<String, Set<Boolean>> states = states(list, offsets);
    world.topics().gone().stream()
        .filter(entry -> entry.isAbout(list))
        .forEach(entry -> states.put(entry.lineUid(), EITHER));
    return states;
  }

  /** What is committed, MAAC has: whoever no later record is about is on the list or is not. */
  void checkCommitted(final Map<TopicPartition, Long> committed) {
    checkUploads();
    for (final String list : world.lists()) {
      final Map<String, Set<Boolean>> states = statesMeanwhile(list, committed);
      if (!mayBeEmptied(states) && !touched.contains(list) && !isBeyondTelling(list)) {
        final Set<String> current = current(list);
        states.forEach(
            (id, ofId) ->
                assertThat(ofId)
                    .as("%s is committed, so MAAC has what comes before of %s", committed, list)
                    .contains(current.contains(id)));
      }
    }
    committed.forEach(
        (partition, offset) ->
            world.topics().log(partition).before(offset).stream()
                .filter(Entry::isBad)
                .forEach(
                    entry ->
                        assertThat(isRejected(entry))
                            .as("%s is committed and in the dead-letter queue", entry)
                            .isTrue()));
  }

  /**
   * Where MAAC's list is what membership starts from, so is what somebody else does to it. And what
   * somebody else has given another name is no list of the topics.
   */
  private boolean isBeyondTelling(final String list) {
    return !world.lists().contains(list)
        || (!world.isTopicBaseline() && everTouched.contains(list));
  }

  /** No upload has lost more of the one before than the guard allows. */
  private void checkShrinking(final String list, final Set<String> ids) {
    final Set<String> before = uploaded.get(list);
    if (before == null || everTouched.contains(list) || world.readsMayBeOld()) {
      return;
    }
    final long lost = before.stream().filter(id -> !ids.contains(id)).count();
    assertThat(lost * 100)
        .as("%s loses %s of %s", list, lost, before.size())
        .isLessThanOrEqualTo((long) world.maxShrinkPercent() * before.size());
  }

  /**
   * Whether nobody may have been on a list when it was settled, and MAAC has those who have left it
   * all the same. Where the topic is read again, that takes nothing from the next upload; else
   * their leaving must not be committed. And what MAAC does not show yet cannot be deleted.
   */
  private boolean mayBeEmptied(final Map<String, Set<Boolean>> states) {
    final boolean mayBeKept =
        changes.keepsTheLast()
            ? world.isTopicBaseline()
            : changes.deletes() && !world.sandbox().settings().segments.listsNewAtOnce;
    return mayBeKept && states.values().stream().allMatch(ofId -> ofId.contains(false));
  }

  /**
   * Without a dead-letter queue, a line in the log is all that is left of a rejected record; and
   * what is passed over is not even that.
   */
  private boolean isRejected(final SegmentEntry entry) {
    return world.deadLetters().has(entry)
        || !world.deadLetters().isThere()
        || waived.contains(entry);
  }

  private Set<String> current(final String list) {
    return uploaded.getOrDefault(list, Set.of());
  }

  /** What must be true once all is delivered. */
  void checkBalance() {
    checkUploads();
    for (final String list : world.lists()) {
      final Map<String, Set<Boolean>> states =
          world.isTopicBaseline() ? states(list, ends()) : statesMeanwhile(list, ends());
      if (!isBeyondTelling(list)
          && (!changes.keepsTheLast()
              || states.values().stream().anyMatch(ofId -> !ofId.contains(false)))
          && !mayBeEmptied(states)) {
        final Set<String> current = current(list);
        assertThat(states.keySet()).as("nobody else is on a list").containsAll(current);
        states.forEach(
            (id, ofId) ->
                assertThat(ofId)
                    .as("membership of %s in %s is what the topic says", id, list)
                    .contains(current.contains(id)));
      }
      if (world.sandbox().settings().segments.listsNewAtOnce && !everTouched.contains(list)) {
        assertThat(changes.inMaac(list)).as("MAAC has %s", list).isEqualTo(current(list));
      }
    }
    for (final SegmentEntry entry : world.topics().present()) {
      assertThat(entry.isBad() ? isRejected(entry) : world.deadLetters().has(entry))
          .as("%s is a dead letter if it is bad, and else it is none", entry)
          .isEqualTo(entry.isBad());
    }
    final Set<Violation.Kind> kinds = EnumSet.noneOf(Violation.Kind.class);
    world.sandbox().account().violations().forEach(violation -> kinds.add(violation.kind()));
    if (world.sandbox().settings().segments.listsNewAtOnce && everTouched.isEmpty()) {
      // Else nobody can tell a list that is not shown yet, or no more, from one that is not there.
      assertThat(kinds).doesNotContain(Violation.Kind.TWIN_SEGMENT);
    }
    assertThat(kinds)
        .doesNotContain(
            Violation.Kind.EMPTY_LIST,
            Violation.Kind.MALFORMED,
            Violation.Kind.LINE_UID,
            Violation.Kind.LIST_TOO_LARGE,
            Violation.Kind.PAGE_TOKEN);
  }

  private Map<TopicPartition, Long> ends() {
    final Map<TopicPartition, Long> ends = new HashMap<>();
    world.topics().logs().forEach(log -> ends.put(log.partition(), log.end()));
    return ends;
  }
}
