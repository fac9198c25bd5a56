package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import io.github.linemaac.connect.support.TestMembers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is remembered of members, under whatever is sent, confirmed and forgotten. */
class ConfirmedMembersProperties {
  private static final List<String> TAGS = List.of("a", "b", "c", "d", "e");

  @Property(tries = 1_000)
  void doesWhatPlainCollectionsDo(@ForAll final ImportKey importKey, @ForAll final long seed) {
    final Random random = new Random(seed);
    final int max = 1 + random.nextInt(random.nextBoolean() ? 4 : 200);
    final ConfirmedMembers members = new ConfirmedMembers(max);
    final NaiveConfirmedMembers naive = new NaiveConfirmedMembers(max);
    for (int i = 0; i < 300; i++) {
      final Member row = row(importKey, random, 2 * max);
      switch (random.nextInt(11)) {
        case 0 -> {
          members.sent(row);
          naive.sent(row);
        }
        case 1 -> {
          final Removals taken = new Removals(someTags(random), random.nextBoolean());
          members.forget(row, taken);
          naive.forget(row, taken);
        }
        case 2 -> {
          if (random.nextInt(20) == 0) {
            members.forgetAll();
            naive.forgetAll();
          }
        }
        case 3, 4 -> assertThat(members.isKnown(row)).isEqualTo(naive.isKnown(row));
        case 6 -> {
          final String importId = "" + random.nextInt(3);
          members.maybe(row, importId);
          naive.maybe(row, importId);
        }
        case 7 -> {
          final String importId = "" + random.nextInt(3);
          members.matched(row, importId);
          naive.matched(row, importId);
        }
        case 5 -> assertThat(members.news(row)).isEqualTo(row.tagged(naive.newTags(row)));
        default -> {
          members.confirmed(row);
          naive.confirmed(row);
        }
      }
      assertThat(members.size()).isEqualTo(naive.size()).isLessThanOrEqualTo(max);
    }
  }

  /** Whatever is forgotten, nothing is taken for put or said that was not. */
  @Property(tries = 500)
  void neverTakesForConfirmedWhatWasNot(
      @ForAll final ImportKey importKey, @ForAll final long seed) {
    final Random random = new Random(seed);
    final ConfirmedMembers members = new ConfirmedMembers(1 + random.nextInt(20));
    final Map<String, Set<String>> put = new HashMap<>();
    final Map<String, Optional<Member>> said = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      final Member row = row(importKey, random, 12);
      final Set<String> has = put.computeIfAbsent(row.key(), key -> new HashSet<>());
      final List<String> leftOut = new ArrayList<>(row.tags());
      leftOut.removeAll(members.news(row).tags());
      assertThat(has).containsAll(leftOut);
      if (members.isKnown(row)) {
        assertThat(has).containsAll(row.tags());
        assertThat(
                row.hasKeyOnly() || said.get(row.key()).equals(Optional.of(row.tagged(List.of()))))
            .isTrue();
        continue;
      }
      members.sent(row);
      said.put(row.key(), Optional.empty());
      if (random.nextInt(3) > 0) {
        members.confirmed(row);
        has.addAll(row.tags());
        said.put(row.key(), Optional.of(row.tagged(List.of())));
      }
      if (random.nextInt(5) == 0) {
        final Removals taken = new Removals(someTags(random), true);
        members.forget(row, taken);
        has.removeAll(taken.tags());
        said.put(row.key(), Optional.empty());
      }
    }
  }

  /** A few values each, so that they come again. */
  private static Member row(final ImportKey importKey, final Random random, final int of) {
    final Map<MemberField, String> values = new EnumMap<>(MemberField.class);
    values.put(importKey.field(), key(importKey, random.nextInt(of), random));
    if (random.nextInt(3) == 0 && importKey != ImportKey.CUSTOMER_ID) {
      values.put(MemberField.CUSTOMER_ID, "c" + random.nextInt(of));
    }
    if (random.nextBoolean()) {
      values.put(MemberField.GENDER, random.nextBoolean() ? "male" : "female");
    }
    return TestMembers.of(importKey, values, someTags(random));
  }

  private static List<String> someTags(final Random random) {
    return TAGS.stream().filter(tag -> random.nextInt(4) == 0).toList();
  }

  private static String key(final ImportKey importKey, final int number, final Random random) {
    return importKey == ImportKey.MOBILE
        ? String.format(random.nextBoolean() ? "09%08d" : "+8869%08d", number)
        : "k" + number;
  }
}
