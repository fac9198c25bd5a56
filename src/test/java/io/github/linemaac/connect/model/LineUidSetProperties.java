package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A set of ids is a set, whatever is done to it, and whoever chose the ids. */
class LineUidSetProperties {

  /** Something that is done to a set. */
  private record Deed(LineUid id, boolean removes) {}

  @Property(tries = 1_000)
  void doesWhatASetDoes(@ForAll @Size(max = 200) final List<@From("deeds") Deed> deeds) {
    final LineUidSet set = new LineUidSet();
    final Set<LineUid> expected = new HashSet<>();
    for (final Deed deed : deeds) {
      assertThat(set.contains(deed.id())).isEqualTo(expected.contains(deed.id()));
      assertThat(done(deed, set)).isEqualTo(done(deed, expected));
      assertThat(set.size()).isEqualTo(expected.size());
      assertThat(set.isEmpty()).isEqualTo(expected.isEmpty());
    }
    assertSame(set, expected);
  }

  @Property(tries = 300)
  void aCopyAndItsOriginalGoTheirOwnWays(
      @ForAll @Size(max = 60) final List<@From("deeds") Deed> before,
      @ForAll @Size(max = 60) final List<@From("deeds") Deed> toOriginal,
      @ForAll @Size(max = 60) final List<@From("deeds") Deed> toCopy) {
    final LineUidSet set = new LineUidSet();
    final Set<LineUid> expected = new HashSet<>();
    before.forEach(deed -> done(deed, set));
    before.forEach(deed -> done(deed, expected));
    final LineUidSet copy = set.copy();
    final Set<LineUid> expectedOfCopy = new HashSet<>(expected);

    toOriginal.forEach(deed -> done(deed, set));
    toOriginal.forEach(deed -> done(deed, expected));
    assertSame(copy, expectedOfCopy);
    toCopy.forEach(deed -> done(deed, copy));
    toCopy.forEach(deed -> done(deed, expectedOfCopy));

    assertSame(set, expected);
    assertSame(copy, expectedOfCopy);
  }

  @Property(tries = 300)
  void countsWhatAnotherLacks(
      @ForAll @Size(max = 60) final List<@From("ids") LineUid> some,
      @ForAll @Size(max = 60) final List<@From("ids") LineUid> others) {
    final Set<LineUid> lost = new HashSet<>(some);
    lost.removeAll(new HashSet<>(others));

    assertThat(setOf(some).countMissingIn(setOf(others))).isEqualTo(lost.size());
    assertThat(setOf(some).sameAs(setOf(others)))
        .isEqualTo(new HashSet<>(some).equals(new HashSet<>(others)));
  }

  @Property(tries = 300)
  void whoeverCameAndWentTheSameIdsAreTheSame(
      @ForAll @Size(max = 60) final List<@From("ids") LineUid> ids,
      @ForAll @Size(max = 60) final List<@From("ids") LineUid> guests) {
    final LineUidSet visited = setOf(guests);
    ids.forEach(visited::add);
    final Set<LineUid> gone = new HashSet<>(guests);
    gone.removeAll(new HashSet<>(ids));
    gone.forEach(visited::remove);

    assertThat(visited.sameAs(setOf(ids))).isTrue();
    assertThat(setOf(ids).sameAs(visited)).isTrue();
    assertThat(visited.sorted()).isEqualTo(setOf(ids).sorted());
  }

  private static void assertSame(final LineUidSet set, final Set<LineUid> expected) {
    final LineUid[] sorted = expected.toArray(LineUid[]::new);
    Arrays.sort(sorted);
    assertThat(set.sorted()).isEqualTo(sorted);
    assertThat(expected).allMatch(set::contains);
    assertThat(set.sameAs(setOf(expected))).isTrue();
  }

  private static LineUidSet setOf(final Iterable<LineUid> ids) {
    final LineUidSet set = new LineUidSet();
    ids.forEach(set::add);
    return set;
  }

  private static boolean done(final Deed deed, final LineUidSet set) {
    return deed.removes() ? set.remove(deed.id()) : set.add(deed.id());
  }

  private static boolean done(final Deed deed, final Set<LineUid> set) {
    return deed.removes() ? set.remove(deed.id()) : set.add(deed.id());
  }

  @Provide
  Arbitrary<Deed> deeds() {
    // More come than go, so that sets grow.
    return Combinators.combine(ids(), Arbitraries.of(true, false, false)).as(Deed::new);
  }

  /** Few different ones, so that they meet: near zero, near each other, halves that are zero. */
  @Provide
  Arbitrary<LineUid> ids() {
    final Arbitrary<Long> small = Arbitraries.longs().between(0, 40);
    return Arbitraries.oneOf(
        small.map(low -> new LineUid(0, low)),
        small.map(high -> new LineUid(high, 0)),
        small.map(low -> new LineUid(-1, -low)),
        // Both halves turn together, so that the two cancel each other out.
        small.map(bits -> new LineUid(Long.rotateLeft(bits, 31), bits)),
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(LineUid::new));
  }
}
