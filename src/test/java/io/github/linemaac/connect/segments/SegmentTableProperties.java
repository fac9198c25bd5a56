package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

/** Whatever the history, what MAAC ends up with is what the records say. */
class SegmentTableProperties {
  private static final TopicPartition P0 = new TopicPartition("members", 0);

  /** What happens: a record, or, for a member below zero, a step of an upload. */
  private record Event(int list, int member, boolean removes) {
    boolean isRecord() {
      return member >= 0;
    }

    SegmentChange change() {
      return new SegmentChange(
          list == 0 ? Optional.empty() : Optional.of(name(list)),
          new LineUid(0, member),
          removes || list == 0);
    }
  }

  /** What MAAC has, and whether uploads are laid over it. */
  private record Maac(Map<String, Set<LineUid>> lists, boolean isBaseline) {
    Set<LineUid> list(final String name) {
      return lists.computeIfAbsent(name, unknown -> new HashSet<>());
    }
  }

  @Property(tries = 500)
  void whatMaacHasInTheEndIsANaiveFoldOfTheRecords(
      @ForAll @Size(max = 120) final List<@From("events") Event> events) {
    assertEndsRight(new Maac(new HashMap<>(), false), events);
  }

  @Property(tries = 500)
  void overMaacsOwnListsTooWhateverTheyWere(
      @ForAll @Size(max = 120) final List<@From("namedEvents") Event> events,
      @ForAll("maacs") final Map<String, Set<LineUid>> before) {
    assertEndsRight(new Maac(copy(before), true), events);
  }

  private static void assertEndsRight(final Maac maac, final List<Event> events) {
    final SegmentTable table = new SegmentTable(maac.isBaseline(), false, 0);
    final Map<String, Set<LineUid>> expected = copy(maac.lists());
    final Set<String> changed = new HashSet<>();
    Optional<SegmentUpload> underWay = Optional.empty();
    for (int offset = 0; offset < events.size(); offset++) {
      final Event event = events.get(offset);
      if (event.isRecord()) {
        fold(event.change(), expected);
        table.apply(event.change(), P0, offset);
        event.change().segment().ifPresent(name -> changed.add(name.text()));
      } else if (underWay.isPresent()) {
        confirm(table, underWay.get(), maac);
        underWay = Optional.empty();
      } else {
        underWay = table.nextUpload(0);
      }
      if (maac.isBaseline()) {
        assertNothingIsCommittedTooEarly(table, events.subList(0, offset + 1), maac, expected);
      }
    }
    underWay.ifPresent(upload -> confirm(table, upload, maac));
    for (Optional<SegmentUpload> next = table.nextUpload(0);
        next.isPresent();
        next = table.nextUpload(0)) {
      confirm(table, next.get(), maac);
    }
    assertThat(table.wasSettled()).isTrue();
    boolean isEmptied = false;
    for (final String name : changed) {
      final Set<LineUid> list = expected.getOrDefault(name, Set.of());
      isEmptied |= list.isEmpty();
      if (!list.isEmpty()) {
        assertThat(maac.list(name)).isEqualTo(list);
      }
    }
    if (!isEmptied || !maac.isBaseline()) {
      assertThat(table.firstUnconfirmed(P0)).isEmpty();
    }
  }

  /** If the task died now, replaying what is held back would make MAAC right. */
  private static void assertNothingIsCommittedTooEarly(
      final SegmentTable table,
      final List<Event> events,
      final Maac maac,
      final Map<String, Set<LineUid>> expected) {
    final Map<String, Set<LineUid>> replayed = copy(maac.lists());
    final long from = table.firstUnconfirmed(P0).orElse(events.size());
    events.stream()
        .skip(from)
        .filter(Event::isRecord)
        .forEach(event -> fold(event.change(), replayed));
    assertThat(replayed.values().stream().mapToInt(Set::size).sum())
        .isEqualTo(expected.values().stream().mapToInt(Set::size).sum());
    expected.forEach(
        (name, list) -> assertThat(replayed.getOrDefault(name, Set.of())).isEqualTo(list));
  }

  private static void confirm(
      final SegmentTable table, final SegmentUpload upload, final Maac maac) {
    final Set<LineUid> list = new HashSet<>();
    if (maac.isBaseline()) {
      list.addAll(maac.list(upload.name().text()));
    }
    list.removeAll(ids(upload.left()));
    list.addAll(ids(upload.joined()));
    if (list.isEmpty()) {
      // Nobody uploads it: MAAC keeps what it has.
      table.emptied(upload);
      return;
    }
    maac.lists().put(upload.name().text(), list);
    table.confirmed(upload);
  }

  private static void fold(final SegmentChange change, final Map<String, Set<LineUid>> lists) {
    if (change.segment().isEmpty()) {
      lists.values().forEach(list -> list.remove(change.lineUid()));
      return;
    }
    final Set<LineUid> list =
        lists.computeIfAbsent(change.segment().get().text(), name -> new HashSet<>());
    if (change.removes()) {
      list.remove(change.lineUid());
    } else {
      list.add(change.lineUid());
    }
  }

  private static Set<LineUid> ids(final LineUidSet list) {
    return Stream.of(list.sorted()).collect(Collectors.toSet());
  }

  private static Map<String, Set<LineUid>> copy(final Map<String, Set<LineUid>> lists) {
    final Map<String, Set<LineUid>> copy = new HashMap<>();
    lists.forEach((name, list) -> copy.put(name, new HashSet<>(list)));
    return copy;
  }

  @Provide
  Arbitrary<Event> events() {
    return events(0);
  }

  /** A member who leaves every list is told to lists that are known, so here each is named. */
  @Provide
  Arbitrary<Event> namedEvents() {
    return events(1);
  }

  private static Arbitrary<Event> events(final int firstList) {
    return Combinators.combine(
            Arbitraries.integers().between(firstList, 2),
            Arbitraries.integers().between(-3, 6),
            Arbitraries.of(true, false))
        .as(Event::new);
  }

  @Provide
  Arbitrary<Map<String, Set<LineUid>>> maacs() {
    final Arbitrary<Set<LineUid>> lists =
        Arbitraries.longs().between(0, 8).map(low -> new LineUid(0, low)).set().ofMaxSize(6);
    return Combinators.combine(lists, lists)
        .as((one, two) -> Map.of(name(1).text(), one, name(2).text(), two));
  }

  private static SegmentName name(final int list) {
    return SegmentName.configured("list " + list);
  }
}
