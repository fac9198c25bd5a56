package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.sandbox.SegmentUpload;
import io.github.linemaac.connect.sandbox.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a history of segments, told from the topic and from every upload. */
final class SegmentBooks {
  private final SegmentFeed feed;
  private final SimulatedDeadLetters deadLetters;
  private final Sandbox sandbox;

  /** The end of each partition when it was assigned last: an upload must have all before it. */
  private final Map<TopicPartition, Long> assignedAt = new HashMap<>();

  private final boolean isTopicBaseline;

  private int checkedUploads;

  /**
   * The books of a history that has just begun.
   *
   * @param isTopicBaseline whether a restart reads the whole topic again
   */
  SegmentBooks(
      final SegmentFeed feed,
      final SimulatedDeadLetters deadLetters,
      final Sandbox sandbox,
      final boolean isTopicBaseline) {
    this.feed = feed;
    this.deadLetters = deadLetters;
    this.sandbox = sandbox;
    this.isTopicBaseline = isTopicBaseline;
  }

  /** The task has these partitions since now. */
  void assigned(final Collection<TopicPartition> partitions) {
    partitions.forEach(partition -> assignedAt.put(partition, feed.end(partition)));
  }

  /** No upload holds a list that is half rebuilt, and none is empty. */
  void checkUploads() {
    final List<SegmentUpload> uploads = sandbox.segments().uploads();
    for (final SegmentUpload upload : uploads.subList(checkedUploads, uploads.size())) {
      assertThat(upload.ids()).isNotEmpty().doesNotHaveDuplicates();
      final Set<String> ids = new HashSet<>(upload.ids());
      states(upload.name(), assignedAt)
          .forEach(
              (id, states) ->
                  assertThat(states)
                      .as("someone's membership in an upload is as the topic had it")
                      .contains(ids.contains(id)));
    }
    checkedUploads = uploads.size();
  }

  /** For each id of a list: what it was at these offsets, and has been since. */
  private Map<String, Set<Boolean>> states(
      final String list, final Map<TopicPartition, Long> offsets) {
    final Map<String, Set<Boolean>> states = new HashMap<>();
    for (final TopicPartition partition : feed.partitions()) {
      for (final Enrolment enrolment : feed.log(partition)) {
        if (enrolment.list().equals(list) && enrolment.membership().isPresent()) {
          final Set<Boolean> ofId =
              states.computeIfAbsent(enrolment.lineUid(), id -> new HashSet<>(Set.of(false)));
          if (enrolment.offset() < offsets.getOrDefault(partition, 0L)) {
            ofId.clear();
          }
          ofId.add(enrolment.membership().get());
        }
      }
    }
    return states;
  }

  /** What is committed, MAAC has: whoever no later record is about is on the list or is not. */
  void checkCommitted(final Map<TopicPartition, Long> committed) {
    for (final String list : feed.lists()) {
      final Map<String, Set<Boolean>> states = states(list, committed);
      if (!mayBeEmptied(states)) {
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
            feed.log(partition).subList(0, offset.intValue()).stream()
                .filter(enrolment -> enrolment.kind() == Enrolment.Kind.BAD)
                .forEach(enrolment -> assertThat(isDeadLetter(enrolment)).isTrue()));
  }

  /**
   * Whether nobody may have been on a list when it was settled. An empty list is never uploaded, so
   * MAAC keeps those who have left it. Where the topic is read again, that takes nothing from the
   * next upload; else their leaving must not be committed.
   */
  private boolean mayBeEmptied(final Map<String, Set<Boolean>> states) {
    return isTopicBaseline && states.values().stream().allMatch(ofId -> ofId.contains(false));
  }

  private Map<String, Boolean> fold(final String list) {
    final Map<String, Boolean> members = new HashMap<>();
    feed.all().stream()
        .filter(enrolment -> enrolment.list().equals(list))
        .forEach(e -> e.membership().ifPresent(is -> members.put(e.lineUid(), is)));
    return members;
  }

  private Set<String> current(final String list) {
    final Set<String> current = new HashSet<>();
    for (final SegmentUpload upload : sandbox.segments().uploads()) {
      if (upload.name().equals(list)) {
        current.clear();
        current.addAll(upload.ids());
      }
    }
    return current;
  }

  private boolean isDeadLetter(final Enrolment enrolment) {
    return deadLetters.has(enrolment.partition(), enrolment.offset());
  }

  /** What must be true once all is delivered. */
  void checkBalance() {
    for (final String list : feed.lists()) {
      final Set<String> members = new HashSet<>();
      fold(list).forEach((id, is) -> members.addAll(is ? Set.of(id) : Set.of()));
      if (!members.isEmpty()) {
        assertThat(current(list)).as("a list is what the topic says").isEqualTo(members);
      }
    }
    for (final Enrolment enrolment : feed.all()) {
      assertThat(isDeadLetter(enrolment)).isEqualTo(enrolment.kind() == Enrolment.Kind.BAD);
    }
    assertThat(sandbox.account().violations())
        .extracting(Violation::kind)
        .doesNotContain(
            Violation.Kind.TWIN_SEGMENT,
            Violation.Kind.EMPTY_LIST,
            Violation.Kind.MALFORMED,
            Violation.Kind.LINE_UID,
            Violation.Kind.LIST_TOO_LARGE,
            Violation.Kind.PAGE_TOKEN);
  }
}
