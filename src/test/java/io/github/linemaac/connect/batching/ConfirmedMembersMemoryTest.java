package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.support.TestMembers;
import io.github.linemaac.connect.support.TestRecords;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is remembered takes less than 100 MB for a million members, whatever records hold. */
class ConfirmedMembersMemoryTest {
  private static final int MILLION = 1_000_000;
  private static final long MAX_BYTES = 100_000_000;

  @Test
  void aMillionMembersTakeLessThanTheyMay() {
    final ConfirmedMembers members = new ConfirmedMembers(MILLION);
    for (int i = 0; i < MILLION; i++) {
      members.confirmed(member(i, IntStream.range(i, i + 5)));
    }

    assertThat(members.size()).isEqualTo(MILLION);
    assertThat(members.isKnown(member(0, IntStream.range(0, 5)))).isTrue();
    assertThat(members.bytes()).isLessThan(MAX_BYTES);
  }

  @Test
  void whereTheyHaveMoreTagsFewerMembersAreRemembered() {
    final int max = MILLION / 5;
    final ConfirmedMembers members = new ConfirmedMembers(max);
    for (int i = 0; i < max; i++) {
      members.confirmed(member(i, IntStream.range(i, i + 20)));
    }

    assertThat(members.size()).isBetween(max / 3, max / 2);
    assertThat(members.isKnown(member(max - 1, IntStream.range(max - 1, max + 19)))).isTrue();
    assertThat(members.bytes()).isLessThan(MAX_BYTES / 5);
  }

  @Test
  void oneMemberAloneMayHaveManyTags() {
    final ConfirmedMembers members = new ConfirmedMembers(1);
    final Member row = member(1, IntStream.range(0, 1_000));
    members.confirmed(row);

    assertThat(members.isKnown(row)).isTrue();
  }

  @Test
  void ofTagsWithoutAnEndSoManyAreKnownAndTheOthersArePutAgain() {
    final ConfirmedMembers members = new ConfirmedMembers(10);
    for (int i = 0; i <= TagNames.MAX_NAMES; i++) {
      members.confirmed(tagged(1, "order-" + i));
    }

    assertThat(members.isKnown(tagged(1, "order-0"))).isTrue();
    assertThat(members.isKnown(tagged(1, "order-" + (TagNames.MAX_NAMES - 1)))).isTrue();
    assertThat(members.isKnown(tagged(1, "order-" + TagNames.MAX_NAMES))).isFalse();
    assertThat(members.news(tagged(1, "order-" + TagNames.MAX_NAMES)).tags()).hasSize(1);
  }

  private static Member member(final int number, final IntStream tags) {
    return TestMembers.of(
        ImportKey.LINE_UID,
        Map.of(
            MemberField.LINE_UID,
            TestRecords.lineUid(number),
            MemberField.CUSTOMER_ID,
            "c" + number),
        tags.mapToObj(tag -> "tag-" + tag % 300).toList());
  }

  private static Member tagged(final int number, final String tag) {
    return TestMembers.of(
        ImportKey.LINE_UID,
        Map.of(MemberField.LINE_UID, TestRecords.lineUid(number)),
        List.of(tag));
  }
}
