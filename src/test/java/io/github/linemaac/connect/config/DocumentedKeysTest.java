package io.github.linemaac.connect.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.documents.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

/** What the documents say of configuration keys is so. */
class DocumentedKeysTest {

  /** A row of a table whose first cell is a key and whose second is its default. */
  private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| ([^|]*?) \\|.*");

  /** A key with or without a value, as code or in JSON: <code>`a.b=c`, "a.b": "c"</code>. */
  private static final Pattern KEY =
      Pattern.compile("[`\"]([a-z]+(?:\\.[a-z_]+)+)(?:=([^`]+)`|\": \"([^\"]*)\"|`)");

  /** The documents show with it what is done with such a key. */
  private static final String MISSPELT = "feild.email";

  private final Map<String, ConfigKey> keys = MaacConfig.definition().configKeys();

  @Test
  void theTableHasTheDefaultsOfTheCode() {
    assertThat(rows()).allSatisfy((key, value) -> assertThat(value).isEqualTo(defaultOf(key)));
  }

  @Test
  void theTableHasEveryKeyThatManyMustSet() {
    assertThat(rows())
        .containsKeys(
            keys.values().stream()
                .filter(key -> !key.hasDefault() || key.importance == Importance.HIGH)
                .map(key -> key.name)
                .toArray(String[]::new));
    assertThat(configuration()).contains("(#all-keys)", "\n## All keys\n");
  }

  @Test
  void everyKeyThatIsNamedAnywhereIsAKeyAndTakesTheValueNamedWithIt() {
    Set<String> families = keys.keySet().stream().map(DocumentedKeysTest::family).collect(toSet());
    List<MatchResult> ours =
        Document.all().values().stream()
            .flatMap(document -> KEY.matcher(document.text()).results())
            .filter(named -> families.contains(family(named.group(1))))
            .filter(named -> !named.group(1).equals(MISSPELT))
            .toList();

    assertThat(ours).hasSizeGreaterThan(keys.size());
    assertThat(ours)
        .allSatisfy(named -> assertThat(keys).as(named.group()).containsKey(named.group(1)))
        .allSatisfy(named -> assertThat(faults(named)).as(named.group()).isEmpty());
  }

  /** What the key's own rule says to the value that a document names with it. */
  private static List<String> faults(MatchResult named) {
    String value = named.group(2) == null ? named.group(3) : named.group(2);
    return value == null
        ? List.of()
        : Configuration.sound()
            .with(named.group(1), value)
            .errors()
            .getOrDefault(named.group(1), List.of());
  }

  /** What the names of related keys begin with. */
  private static String family(String key) {
    return key.substring(0, Math.max(key.indexOf('.'), 0));
  }

  private Map<String, String> rows() {
    String section =
        configuration().split("\n## The keys that most people set\n", 2)[1].split("\n## ", 2)[0];
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

  private String defaultOf(String name) {
    assertThat(keys).containsKey(name);
    ConfigKey key = Objects.requireNonNull(keys.get(name));
    Object value = key.defaultValue;
    if (!key.hasDefault() || value == null) {
      return "required";
    }
    boolean empty =
        value.equals("")
            || value.equals(List.of())
            || (value instanceof Password password && password.value().isEmpty());
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(joining(","))
            : value.toString();
    return empty ? "empty" : "`" + text + "`";
  }

  private static String configuration() {
    return Document.of("docs/configuration.md").text();
  }
}
