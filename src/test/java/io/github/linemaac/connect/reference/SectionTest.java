package io.github.linemaac.connect.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SectionTest {

  private static final String BEGIN = "<!-- keys: written by mvn -Preference -->\n";
  private static final String END = "<!-- end of keys -->\n";

  private final Section section = new Section("keys", "new\n");

  @Test
  void whatStandsBetweenTheMarkersIsReplacedAndNothingElse() {
    assertThat(section.writtenInto("before\n" + BEGIN + "old\n" + END + "after\n"))
        .isEqualTo("before\n" + BEGIN + "\nnew\n\n" + END + "after\n");
  }

  @Test
  void writingTwiceChangesNothing() {
    String once = section.writtenInto(BEGIN + END);

    assertThat(section.writtenInto(once)).isEqualTo(once);
  }

  @Test
  void aMarkerThatIsMissingOrThereTwiceIsTold() {
    assertThatThrownBy(() -> section.writtenInto(BEGIN)).hasMessageContaining("end of keys");
    assertThatThrownBy(() -> section.writtenInto(BEGIN + BEGIN + END))
        .hasMessageContaining("keys: written");
    assertThatThrownBy(() -> section.writtenInto(END + BEGIN)).hasMessageContaining("order");
  }
}
