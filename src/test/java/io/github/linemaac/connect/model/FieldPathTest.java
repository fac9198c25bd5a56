package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

  @Test
  void readsNamesWithDotsAsAPathIntoTheValue() {
    assertThat(FieldPath.parse("profile.contact.email"))
        .isEqualTo(new FieldPath(FieldPath.Root.VALUE, "", List.of("profile", "contact", "email")));
  }

  @Test
  void readsTheWholeKey() {
    assertThat(FieldPath.parse("$key")).isEqualTo(new FieldPath(FieldPath.Root.KEY, "", List.of()));
  }

  @Test
  void readsAPathIntoTheKey() {
    assertThat(FieldPath.parse("$key.member.id"))
        .isEqualTo(new FieldPath(FieldPath.Root.KEY, "", List.of("member", "id")));
  }

  @Test
  void readsAHeaderWhoseNameMayHaveDots() {
    assertThat(FieldPath.parse("$header.crm.segment"))
        .isEqualTo(new FieldPath(FieldPath.Root.HEADER, "crm.segment", List.of()));
  }

  @Test
  void aHeaderMayEndAtAnyDotAndAFieldOfItFollow() {
    assertThat(FieldPath.parse("$header.crm.member.id").readings())
        .containsExactly(
            header("crm.member.id"), header("crm.member", "id"), header("crm", "member", "id"));
    assertThat(FieldPath.parse("$header.a.b").readings())
        .containsExactly(header("a.b"), header("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", ".id", "id.", "..", "id. "})
  void aHeaderEndsAtNoDotThatNoNamesSurround(final String header) {
    assertThat(FieldPath.parse("$header." + header).readings()).containsExactly(header(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "$key", "$key.a.b", "$topic"})
  void anyOtherPathIsMeantAsItIsWritten(final String path) {
    assertThat(FieldPath.parse(path).readings()).containsExactly(FieldPath.parse(path));
  }

  @Test
  void leadsIntoTheKeyByTheSameSteps() {
    assertThat(FieldPath.parse("a.b").inKey()).isEqualTo(FieldPath.parse("$key.a.b"));
  }

  @Test
  void readsTheTopic() {
    assertThat(FieldPath.parse("$topic"))
        .isEqualTo(new FieldPath(FieldPath.Root.TOPIC, "", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "a.", ".a", "a..b", "a. .b", "$key.", "$key..a"})
  void rejectsAPathWithABlankName(final String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPath.parse(path))
        .withMessageContaining("names with a dot between two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "$value", "$value.a", "$keys", "$header", "$header.", "$topic.a"})
  void rejectsAnUnknownRoot(final String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPath.parse(path))
        .withMessageContaining("$key, $key.<field>, $header.<name> or $topic");
  }

  private static FieldPath header(final String name, final String... steps) {
    return new FieldPath(FieldPath.Root.HEADER, name, List.of(steps));
  }
}
