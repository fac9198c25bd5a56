package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.linemaac.connect.support.TestMembers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberTest {

  @Test
  void aLaterValueWinsAndAnEarlierOneStaysWhereTheLaterHasNone() {
    final Member earlier =
        member(Map.of(MemberField.EMAIL, "old@example.com", MemberField.GENDER, "female"));
    final Member later =
        member(Map.of(MemberField.EMAIL, "new@example.com", MemberField.BIRTHDAY, "2000-02-23"));

    final Member merged = earlier.updatedBy(later);

    assertThat(merged)
        .isEqualTo(
            member(
                Map.of(
                    MemberField.EMAIL, "new@example.com",
                    MemberField.GENDER, "female",
                    MemberField.BIRTHDAY, "2000-02-23")));
  }

  @Test
  void tagsAreUnitedInTheOrderInWhichTheyCame() {
    final Member merged = tagged("b", "a").updatedBy(tagged("c", "a"));

    assertThat(merged.tags()).containsExactly("b", "a", "c");
  }

  @Test
  void aRepeatedTagCountsOnce() {
    assertThat(tagged("a", "b", "a").tags()).containsExactly("a", "b");
    assertThat(tagged("a", "a").tags()).containsExactly("a");
  }

  @Test
  void mergingChangesNeitherOfTheTwo() {
    final Member earlier = tagged("a");
    final Member later = member(Map.of(MemberField.EMAIL, "new@example.com"));

    earlier.updatedBy(later);

    assertThat(earlier).isEqualTo(tagged("a"));
    assertThat(later).isEqualTo(member(Map.of(MemberField.EMAIL, "new@example.com")));
  }

  @Test
  void isWhatItHoldsAndHowItIsKnown() {
    final Member member = tagged("a", "b");

    assertThat(member)
        .isEqualTo(tagged("a", "b"))
        .hasSameHashCodeAs(tagged("a", "b"))
        .isNotEqualTo(tagged("a"))
        .doesNotHaveSameHashCodeAs(tagged("a"))
        .isNotEqualTo(member(Map.of(MemberField.GENDER, "female")).updatedBy(member))
        .isNotEqualTo("c1");
    assertThat(
            Member.by(ImportKey.EMAIL).with(MemberField.EMAIL, "a").with(MemberField.MOBILE, "b"))
        .extracting(Member.Builder::build)
        .isNotEqualTo(
            TestMembers.of(
                ImportKey.MOBILE,
                Map.of(MemberField.EMAIL, "a", MemberField.MOBILE, "b"),
                List.of()));
  }

  @Test
  void aBlankValueIsNotKept() {
    assertThat(member(Map.of(MemberField.EMAIL, "")).has(MemberField.EMAIL)).isFalse();
  }

  @Test
  void needsItsImportKey() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                TestMembers.of(
                    ImportKey.LINE_UID, Map.of(MemberField.EMAIL, "a@example.com"), List.of()))
        .withMessageContaining("line_uid")
        .withMessageNotContaining("example.com");
  }

  @Test
  void itsKeyIsTheValueOfTheImportKey() {
    final Member member =
        TestMembers.of(ImportKey.EMAIL, Map.of(MemberField.EMAIL, "a@example.com"), List.of());

    assertThat(member.key()).isEqualTo("a@example.com");
    assertThat(member.has(MemberField.EMAIL)).isTrue();
    assertThat(member.has(MemberField.MOBILE)).isFalse();
    assertThat(member.value(MemberField.MOBILE)).isEmpty();
  }

  @Test
  void printsNoValue() {
    final Member member =
        TestMembers.of(
            ImportKey.EMAIL, Map.of(MemberField.EMAIL, "secret@example.com"), List.of("vip"));

    assertThat(member.toString()).doesNotContain("secret", "vip").contains("EMAIL");
  }

  private static Member tagged(final String... tags) {
    return TestMembers.of(
        ImportKey.CUSTOMER_ID, Map.of(MemberField.CUSTOMER_ID, "c1"), List.of(tags));
  }

  private static Member member(final Map<MemberField, String> values) {
    final Map<MemberField, String> all = new EnumMap<>(values);
    all.put(MemberField.CUSTOMER_ID, "c1");
    return TestMembers.of(ImportKey.CUSTOMER_ID, all, List.of());
  }
}
