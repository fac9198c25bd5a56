package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.TestMembers;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    assertThat(first.updatedBy(second).updatedBy(third))
        .isEqualTo(first.updatedBy(second.updatedBy(third)));
  }

  @Property(tries = 300)
  void mergingEqualsApplyingOneAfterTheOther(
      @ForAll @Size(min = 1, max = 6) final List<@From("changes") Member> changes) {
    final Stored oneByOne = new Stored();
    changes.forEach(oneByOne::apply);

    final Stored atOnce = new Stored();
    atOnce.apply(changes.stream().reduce(Member::updatedBy).orElseThrow());

    assertThat(atOnce.values).isEqualTo(oneByOne.values);
    assertThat(atOnce.tags).isEqualTo(oneByOne.tags);
  }

  @Provide
  Arbitrary<Member> changes() {
    final Arbitrary<String> words = Arbitraries.of("a", "b", "c");
    return Combinators.combine(
            Arbitraries.maps(
                Arbitraries.of(MemberField.class).filter(field -> field != MemberField.CUSTOMER_ID),
                words),
            words.list().ofMaxSize(4))
        .as(MemberProperties::change);
  }

  private static Member change(final Map<MemberField, String> values, final List<String> tags) {
    final Map<MemberField, String> all = new EnumMap<>(MemberField.class);
    all.putAll(values);
    all.put(MemberField.CUSTOMER_ID, "c1");
    return TestMembers.of(ImportKey.CUSTOMER_ID, all, tags);
  }

  /** A member as MAAC keeps it: values are overwritten, tags only added. */
  private static final class Stored {
    private final Map<MemberField, String> values = new EnumMap<>(MemberField.class);
    private final Set<String> tags = new LinkedHashSet<>();

    void apply(final Member change) {
      for (final MemberField field : MemberField.values()) {
        if (change.has(field)) {
          values.put(field, change.value(field));
        }
      }
      tags.addAll(change.tags());
    }
  }
}
