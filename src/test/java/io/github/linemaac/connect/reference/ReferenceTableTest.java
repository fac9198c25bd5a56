package io.github.linemaac.connect.reference;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.EnumValidator;
import io.github.linemaac.connect.config.Keys;
import io.github.linemaac.connect.config.MaacConfig;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.junit.jupiter.api.Test;

class ReferenceTableTest {

  private final ConfigDef definition = new ConfigDef();

  @Test
  void everyGroupIsATableInItsOrder() {
    new Keys(definition, "Second").add("b.key", ConfigDef.Type.STRING, "", null, LOW, "A text.");
    new Keys(definition, "Third")
        .add("z.key", ConfigDef.Type.INT, 5, Range.between(1, 9), HIGH, "A number.")
        .add("a.key", ConfigDef.Type.LONG, 1L, Range.atLeast(0), LOW, "Another.");

    assertThat(ReferenceTable.markdown(definition))
        .isEqualTo(
            """
            ### Second

            | key | type | default | valid values | importance | meaning |
            |---|---|---|---|---|---|
            | `b.key` | string | empty | any | low | A text. |

            ### Third

            | key | type | default | valid values | importance | meaning |
            |---|---|---|---|---|---|
            | `z.key` | int | `5` | 1 to 9 | high | A number. |
            | `a.key` | long | `1` | from 0 | low | Another. |
            """);
  }

  @Test
  void whatMustBeGivenIsToldFromWhatIsEmpty() {
    Keys keys = new Keys(definition, "Keys");
    keys.add("token", ConfigDef.Type.PASSWORD, NO_DEFAULT_VALUE, null, HIGH, "A secret.");
    keys.add("flag", ConfigDef.Type.BOOLEAN, true, null, LOW, "Yes or no.");
    keys.add("names", ConfigDef.Type.LIST, "", null, LOW, "Names.");
    keys.addChoice("kind", null, new EnumValidator(List.of("one", "two")), LOW, "A kind.");

    assertThat(ReferenceTable.markdown(definition))
        .contains("| `token` | password | required | any |")
        .contains("| `flag` | boolean | `true` | true, false |")
        .contains("| `names` | list | empty | any |")
        .contains("| `kind` | string | none | one of one, two |");
  }

  @Test
  void aSecretIsNotWritten() {
    new Keys(definition, "Keys")
        .add("password", ConfigDef.Type.PASSWORD, "swordfish", null, LOW, "A secret.");

    assertThat(ReferenceTable.markdown(definition)).doesNotContain("swordfish");
  }

  @Test
  void textDoesNotBreakTheTable() {
    new Keys(definition, "Keys").add("k", ConfigDef.Type.STRING, "", null, LOW, "a|b <c> & d*e.");

    assertThat(ReferenceTable.markdown(definition)).contains("| a\\|b &lt;c> &amp; d\\*e. |\n");
  }

  @Test
  void noKeyIsLeftOut() {
    assertThat(ReferenceTable.markdown(MaacConfig.definition()).lines())
        .filteredOn(line -> line.startsWith("| `"))
        .extracting(line -> line.split("`", 3)[1])
        .containsExactlyInAnyOrderElementsOf(MaacConfig.definition().names());
  }
}
