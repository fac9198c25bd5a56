package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Merging rows for one member loses nothing that sending them one by one would have done. */
class MemberProperties {

  @Property(tries = 300)
  void mergingIsAssociative(
      @ForAll("changes") final Member first,
      @ForAll("changes") final Member second,
      @ForAll("changes") final Member third) {
    assertThat(told(first.updatedBy(second).updatedBy(third)))
        .isEqualTo(told(first.updatedBy(second.updatedBy(third))));
  }

  /** All that a member says; in which order its tags are told makes no difference. */
  private static List<Object> told(final Member member) {
    return List.of(
        Stream.of(MemberField.values()).map(member::value).toList(),
        Set.copyOf(member.tags()),
        Set.copyOf(member.removals().tags()),
        member.removals().unbinds(),
        member.isImported());
  }

  /** As MAAC does when each record is sent alone: what it puts, and then what it takes off. */
  @Property(tries = 1_000)
  void mergingEqualsApplyingOneAfterTheOther(
      @ForAll @Size(min = 1, max = 6) final List<@From("changes") Member> changes) {
    final Stored oneByOne = new Stored();
    changes.forEach(oneByOne::apply);

    final Stored atOnce = new Stored();
    atOnce.apply(changes.stream().reduce(Member::updatedBy).orElseThrow());

    assertThat(atOnce.values).isEqualTo(oneByOne.values);
    assertThat(atOnce.tags).isEqualTo(oneByOne.tags);
    assertThat(atOnce.isImported).isEqualTo(oneByOne.isImported);
  }

  @Property(tries = 300)
  void noneIsPutAndTakenOff(
      @ForAll @Size(min = 1, max = 6) final List<@From("changes") Member> changes) {
    final Member merged = changes.stream().reduce(Member::updatedBy).orElseThrow();

    assertThat(merged.tags()).noneMatch(merged.removals().tags()::contains);
    assertThat(merged.has(MemberField.CUSTOMER_ID) && merged.removals().unbinds()).isFalse();
    assertThat(merged.removals().tags()).doesNotHaveDuplicates().doesNotContain("foreign");
  }

  @Provide
  Arbitrary<Member> changes() {
    final Arbitrary<String> words = Arbitraries.of("a", "b", "c");
    return Combinators.combine(
            Arbitraries.maps(
                    Arbitraries.of(MemberField.class)
                        .filter(field -> field != MemberField.LINE_UID),
                    words)
                .ofMaxSize(2),
            words.list().ofMaxSize(3),
            words.list().ofMaxSize(3),
            Arbitraries.of(true, false))
        .as(MemberProperties::change);
  }

  private static Member change(
      final Map<MemberField, String> values,
      final List<String> tags,
      final List<String> removed,
      final boolean unbinds) {
    final Member.Builder member = Member.by(ImportKey.LINE_UID).with(MemberField.LINE_UID, "U1");
    values.forEach(member::with);
    return member
        .tagged(tags)
        .without(new Removals(removed, unbinds && !values.containsKey(MemberField.CUSTOMER_ID)))
        .build();
  }

  /** A member as MAAC keeps it: by an import values are overwritten and tags only added. */
  private static final class Stored {
    private final Map<MemberField, String> values = new EnumMap<>(MemberField.class);
    private final Set<String> tags = new HashSet<>(Set.of("a", "b", "foreign"));
    private boolean isImported;

    Stored() {
      values.put(MemberField.CUSTOMER_ID, "before");
    }

    void apply(final Member change) {
      if (change.isImported()) {
        isImported = true;
        for (final MemberField field : MemberField.values()) {
          if (change.has(field) && field != MemberField.LINE_UID) {
            values.put(field, change.value(field));
          }
        }
        tags.addAll(change.tags());
      }
      change.removals().tags().forEach(tags::remove);
      if (change.removals().unbinds()) {
        values.remove(MemberField.CUSTOMER_ID);
      }
    }
  }
}
