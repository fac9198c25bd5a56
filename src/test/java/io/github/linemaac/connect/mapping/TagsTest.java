package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  private static final String HORSE = "\uD83D\uDC34";

  private final Mapping mapping = Mapping.by("customer_id");

  @Test
  void readsAListOfTexts() {
    assertThat(tags(List.of("vip", " spring sale ", "a,b")))
        .containsExactly("vip", "spring sale", "a,b");
  }

  @Test
  void readsTextWithCommas() {
    assertThat(tags("vip, spring sale ,\u3000new")).containsExactly("vip", "spring sale", "new");
  }

  @Test
  void readsNumbersAsNames() {
    assertThat(tags(List.of(2026L, 1.0))).containsExactly("2026", "1");
    assertThat(tags(2026L)).containsExactly("2026");
  }

  @Test
  void dropsBlankNamesAndNulls() {
    assertThat(tags(Arrays.asList("", null, " \u00a0", "vip"))).containsExactly("vip");
    assertThat(tags(",, ,vip,")).containsExactly("vip");
    assertThat(tags(" ")).isEmpty();
    assertThat(tags(List.of())).isEmpty();
  }

  @Test
  void takesARepeatedNameOnce() {
    assertThat(tags("vip,new,vip")).containsExactly("vip", "new");
  }

  @Test
  void countsANameInCodePoints() {
    assertThat(tags(HORSE.repeat(255))).containsExactly(HORSE.repeat(255));
    assertThat(mapping.reason(field("tags", HORSE.repeat(256))))
        .isEqualTo("tags: has a tag longer than 255 characters");
    assertThat(mapping.reason(field("tags", List.of("vip", HORSE.repeat(256)))))
        .isEqualTo("tags: has a tag longer than 255 characters");
  }

  @Test
  void rejectsNamesThatAreNoText() {
    assertThat(mapping.reason(field("tags", List.of("vip", List.of("nested")))))
        .isEqualTo("tags: has a type that cannot be read as text");
    assertThat(mapping.reason(field("tags", Map.of("vip", true))))
        .isEqualTo("tags: has a type that cannot be read as text");
    assertThat(mapping.reason(field("tags", true)))
        .isEqualTo("tags: has a type that cannot be read as text");
  }

  @Test
  void readsTextThatIsAJsonList() {
    assertThat(tags("[]")).isEmpty();
    assertThat(tags("null")).isEmpty();
    assertThat(tags(" [ ] ")).isEmpty();
    assertThat(tags("[\"vip\",\"new\"]")).containsExactly("vip", "new");
    assertThat(tags("[\"a,b\", null, 2026, \" \"]")).containsExactly("a,b", "2026");
    assertThat(tags(utf8("[\"vip\"]"))).containsExactly("vip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[vip]",
        "[vip,new]",
        "['vip']",
        "{}",
        "{vip,new}",
        "{\"vip\":true}",
        "[\"vip\",]"
      })
  void rejectsTextInBracketsThatIsNoJsonList(final String text) {
    assertThat(mapping.reason(field("tags", text)))
        .isEqualTo("tags: is text in brackets, and not a JSON list as [\"vip\",\"new\"]");
  }

  @Test
  void rejectsAJsonListOfSomethingElseThanNames() {
    assertThat(mapping.reason(field("tags", "[{\"name\":\"vip\"}]")))
        .isEqualTo("tags: has a type that cannot be read as text");
    assertThat(mapping.reason(field("tags", "[" + "9".repeat(2_000) + "]")))
        .isEqualTo("tags: is a number with too many digits");
  }

  @Test
  void keepsATagWithABracket() {
    assertThat(tags("[A] spring, sale]!")).containsExactly("[A] spring", "sale]!");
  }

  @ParameterizedTest
  @CsvSource({"|", ";", "||", ".", "\\"})
  void theSeparatorIsForTheConfigurationToSay(final String separator) {
    final Mapping other = mapping.with("tags.separator", separator);

    assertThat(other.member(field("tags", "vip" + separator + " a,b" + separator)).tags())
        .containsExactly("vip", "a,b");
  }

  @Test
  void rejectsHalfACharacter() {
    assertThat(mapping.reason(field("tags", List.of("\uD83D"))))
        .isEqualTo("tags: holds half a character (an unpaired surrogate)");
  }

  private List<String> tags(final Object value) {
    return mapping.member(field("tags", value)).tags();
  }
}
