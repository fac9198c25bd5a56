package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.MaacSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** Terraform, Helm and jq write a JSON null for a key that is not set. */
class NullValuesTest {

  @Test
  void aNullIsTheAbsenceOfItsKey() {
    for (final String key : MaacConfig.definition().names()) {
      final Configuration absent = Configuration.sound().without(key);

      assertThat(nulled(key).errors()).as(key).isEqualTo(absent.errors());
      if (absent.errors().isEmpty()) {
        assertThat(nulled(key).read()).as(key).isEqualTo(absent.read());
      }
    }
  }

  @Test
  void aConnectorStartsWithNulls() {
    final Map<String, String> props = nulled("tags").props();
    props.put("transforms", null);
    final MaacSinkConnector connector = new MaacSinkConnector();

    connector.start(props);

    assertThat(connector.taskConfigs(1).get(0))
        .containsEntry("topics", "members")
        .doesNotContainKeys("tags", "transforms");
  }

  @Test
  void aSlipThatIsNotSetIsNone() {
    assertThat(nulled("feild.email").errors()).isEmpty();
  }

  @Test
  void nullsAndPlaceholdersAloneAreAnsweredInWords() {
    final Map<String, String> props = new HashMap<>();
    MaacConfig.definition().names().forEach(key -> props.put(key, null));

    final List<ConfigValue> answer = ConfigCheck.check(props).configValues();

    assertThat(answer).hasSameSizeAs(props.keySet());
    assertThat(answer)
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .extracting(ConfigValue::name)
        .containsExactlyInAnyOrder("api.token", "data.object");
  }

  private static Configuration nulled(final String key) {
    final Map<String, String> props = new HashMap<>(Configuration.sound().props());
    props.put(key, null);
    return new Configuration(props);
  }
}
