package io.github.linemaac.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account takes one import at a time, so a connector has one task. */
class MaacSinkConnectorTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void runsOneTaskWhateverTasksMaxSays(final int maxTasks) {
    final Map<String, String> props =
        Map.of(
            "name", "maac",
            "topics", "members,customers",
            "tasks.max", Integer.toString(maxTasks),
            "api.token", "test-token",
            "data.object", "members",
            "import.key", "line_uid");
    final MaacSinkConnector connector = new MaacSinkConnector();
    connector.start(props);
    assertThat(connector.taskConfigs(maxTasks)).containsExactly(props);
  }
}
