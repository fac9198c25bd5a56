package io.github.linemaac.connect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

/** The README's tables of configuration keys are in step with the code. */
class ReadmeTest {

  /** A row of a table whose first cell is a key and whose second is its default. */
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| ([^|]*?) \\|.*");

  @Test
  void everyKeyIsListedOnceWithItsDefault() throws Exception {
    Map<String, String> defaults = new LinkedHashMap<>();
    for (String key : MaacConfig.definition().names().stream().sorted().toList()) {
      defaults.put(key, shown(MaacConfig.definition().configKeys().get(key)));
    }

    assertThat(rows()).containsExactlyInAnyOrderEntriesOf(defaults);
  }

  private static Map<String, String> rows() throws IOException {
    String readme = Files.readString(Project.directory().resolve("README.md"), UTF_8);
    String section = readme.split("\n## Configuration\n", 2)[1].split("\n## ", 2)[0];
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : section.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        assertThat(rows).as("a key is listed once").doesNotContainKey(row.group(1));
        rows.put(row.group(1), row.group(2));
      }
    }
    return rows;
  }

  private static String shown(ConfigDef.ConfigKey key) {
    Object value = key.defaultValue;
    if (!key.hasDefault() || value == null) {
      return "required";
    }
    boolean empty =
        value.equals("")
            || value.equals(List.of())
            || (value instanceof Password password && password.value().isEmpty());
    return empty ? "empty" : "`" + value + "`";
  }
}
