package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The order of snapshots is one order, and that which people mean. */
class SnapshotIdProperties {

  @Property
  void numbersAreOrderedAsNumbers(@ForAll final int one, @ForAll final int other) {
    assertThat(Integer.signum(id(one).compareTo(id(other)))).isEqualTo(Integer.compare(one, other));
  }

  @Property
  void aNumberIsTheSameHoweverItIsWritten(@ForAll final int number) {
    final String padded = new BigDecimal(number).setScale(3).toPlainString();
    assertThat(SnapshotId.of(padded)).isEqualTo(id(number)).hasSameHashCodeAs(id(number));
  }

  @Property
  void theOrderIsOne(
      @ForAll @From("texts") final String a,
      @ForAll @From("texts") final String b,
      @ForAll @From("texts") final String c) {
    final SnapshotId idA = SnapshotId.of(a);
    final SnapshotId idB = SnapshotId.of(b);
    final SnapshotId idC = SnapshotId.of(c);
    assertThat(Integer.signum(idA.compareTo(idB))).isEqualTo(-Integer.signum(idB.compareTo(idA)));
    if (idA.compareTo(idB) <= 0 && idB.compareTo(idC) <= 0) {
      assertThat(idA).isLessThanOrEqualTo(idC);
    }
    assertThat(idA.equals(idB)).isEqualTo(idA.compareTo(idB) == 0);
    assertThat(idA.hashCode() == idB.hashCode()).isEqualTo(idA.equals(idB));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
        "1",
        "2",
        "10",
        "007",
        "7",
        "7.0",
        "-3",
        "1a",
        "9a",
        "2026-11-26",
        "2026-11-27",
        "20261126",
        "1e3",
        "1000",
        "a",
        "b",
        "-",
        ".5");
  }

  @Example
  void datesAndRunNumbersAreOrderedAsTimeGoes() {
    for (final List<String> inOrder :
        List.of(
            List.of("9", "10", "100"),
            List.of("2026-09-30", "2026-10-01"),
            List.of("2026-11-26T09:00", "2026-11-26T10:00"),
            List.of("run-0009", "run-0010"))) {
      final List<SnapshotId> ids = inOrder.stream().map(SnapshotId::of).toList();
      assertThat(ids).isSorted().doesNotHaveDuplicates();
    }
  }

  @Example
  void aLongNumberIsNoTextThatIsQuoted() {
    assertThat(SnapshotId.of("20261126")).hasToString("SnapshotId");
    assertThat(SnapshotId.fault("9".repeat(256))).isPresent();
    assertThat(SnapshotId.fault("9".repeat(255))).isEmpty();
  }

  private static SnapshotId id(final int number) {
    return SnapshotId.of(Integer.toString(number));
  }
}
