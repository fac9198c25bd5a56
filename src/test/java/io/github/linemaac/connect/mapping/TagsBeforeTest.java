package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With {@code field.tags_before}, only tags that a change has added are put. */
class TagsBeforeTest {
  private final Mapping mapping =
      Mapping.by("customer_id")
          .with("field.tags", "after.tags")
          .with("field.tags_before", "before.tags");

  @Test
  void onlyWhatWasNotAmongTheTagsBeforeIsPut() {
    assertThat(tags(List.of("a", "b", "c"), List.of("b", "d"))).containsExactly("a", "c");
    assertThat(tags(List.of("a"), List.of("a"))).isEmpty();
  }

  @Test
  void tagsBeforeAreReadAsTagsAre() {
    assertThat(tags("a, b ,c", "[\"b\", \"c\u200b\"]")).containsExactly("a");
    assertThat(mapping.with("tags.separator", "|").member(event("a|b", "b|c")).tags())
        .containsExactly("a");
  }

  @Test
  void whereThereWasNothingBeforeAllArePut() {
    assertThat(tags(List.of("a"), List.of())).containsExactly("a");
    assertThat(tags(List.of("a"), "")).containsExactly("a");
    final Map<String, Object> created = event(List.of("a"), List.of());
    created.put("before", null);
    assertThat(mapping.member(created).tags()).containsExactly("a");
    created.remove("before");
    assertThat(mapping.member(created).tags()).containsExactly("a");
  }

  @Test
  void theRestOfTheMemberIsDeliveredThoughNoTagIsNew() {
    assertThat(mapping.member(event("a", "a")).key()).isEqualTo("c1");
  }

  @Test
  void tagsOfAllMembersArePutUnlessTheyWereThereBefore() {
    final Mapping all = mapping.with("tags", "vip,new");

    assertThat(all.member(event("a", "a")).tags()).containsExactly("vip", "new");
    assertThat(all.member(event("a", "vip")).tags()).containsExactly("a", "new");
  }

  @Test
  void tagsBeforeThatCannotBeReadBreakARule() {
    assertThat(mapping.reason(event("a", List.of(List.of()))))
        .isEqualTo("tags_before: has a type that cannot be read as text");
    assertThat(mapping.reason(event("a", "[a]")))
        .isEqualTo("tags_before: is text in brackets, and not a JSON list as [\"vip\",\"new\"]");
  }

  @Test
  void whereInvalidFieldsAreLeftOutItIsAsIfThereWasNothingBefore() {
    final MappingResult mapped =
        mapping.with("invalid.field.behavior", "omit").map(event("a", List.of(List.of())));

    final MappingResult.Update update = (MappingResult.Update) mapped;
    assertThat(update.member().tags()).containsExactly("a");
    assertThat(update.omitted()).extracting("field").containsExactly("tags_before");
  }

  @Test
  void tagsBeforeAreNotReadUnlessAPathIsGiven() {
    assertThat(
            Mapping.by("customer_id")
                .member(Map.of("customer_id", "c1", "tags", "a", "tags_before", "a"))
                .tags())
        .containsExactly("a");
  }

  private List<String> tags(final Object after, final Object before) {
    return mapping.member(event(after, before)).tags();
  }

  private static Map<String, Object> event(final Object after, final Object before) {
    final Map<String, Object> event = new HashMap<>();
    event.put("customer_id", "c1");
    event.put("after", Map.of("tags", after));
    event.put("before", Map.of("tags", before));
    return event;
  }
}
