package io.github.linemaac.connect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code docker/worker/run} sets a worker up, with a stand-in for {@code java}. */
class WorkerImageTest {
  @TempDir private Path folder;

  @Test
  void everyValueComesToTheWorkerAsItIs() throws Exception {
    final List<String> values =
        List.of(
            "plain",
            "  leading and trailing  ",
            "\t\f tab",
            "a=b:c#d!e",
            "#no comment",
            "back\\slash \\n \\u0041 \\",
            "two\nlines\n\n",
            "a\rnext.key=injected",
            "a\r\nb",
            "會員 é \u00a0\u2028",
            "horse \uD83D\uDC34",
            "'quoted' \"twice\" `id` $(id) ${HOME}",
            "*",
            "-----BEGIN X-----\nAb+/=\n-----END X-----\n");
    final Map<String, String> environment = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      environment.put("CONNECT_VALUE_" + i, values.get(i));
    }

    final Properties properties = run(environment).properties();

    for (int i = 0; i < values.size(); i++) {
      assertThat(properties.getProperty("value." + i)).isEqualTo(values.get(i));
    }
    assertThat(properties).doesNotContainKey("next.key");
  }

  @Test
  void namesOfVariablesAreKeys() throws Exception {
    assertThat(run(Map.of("CONNECT_A_B__C___D", "x")).properties()).containsEntry("a.b_c-d", "x");
  }

  @Test
  void optionsMayStandOnSeveralLines() throws Exception {
    assertThat(
            run(Map.of(
                    "KAFKA_OPTS", "-Da=1\n  -Db=*\n\t-Dc=3\n", "KAFKA_HEAP_OPTS", "-Xms1m\n-Xmx9m"))
                .words())
        .containsSubsequence("-Xms1m", "-Xmx9m", "-Da=1", "-Db=*", "-Dc=3", "-cp");
  }

  @Test
  void connectorsReadFromFoldersForSecretsAloneAndBringNoProviders() throws Exception {
    final Started started = run(Map.of());

    assertThat(started.properties())
        .containsEntry("config.providers", "env,file")
        .containsEntry("config.providers.env.param.allowlist.pattern", "MAAC_.*")
        .containsEntry("config.providers.file.param.allowed.paths", folder.toString());
    assertThat(started.words()).contains("-Dorg.apache.kafka.automatic.config.providers=none");
  }

  /** What the stand-in for {@code java} was called with. */
  private record Started(List<String> words, Properties properties) {}

  private Started run(final Map<String, String> environment) throws Exception {
    final Map<String, String> all = new LinkedHashMap<>();
    all.put("CONNECT_BOOTSTRAP_SERVERS", "localhost:9092");
    all.put("CONNECT_CONFIG_PROVIDERS_FILE_PARAM_ALLOWED_PATHS", folder.toString());
    all.put("HOSTNAME", "worker");
    all.putAll(environment);
    final Path java = folder.resolve("java");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        printf '%%s\\0' "$@" >'%1$s/words'
        cp "${!#}" '%1$s/properties'
        rm "${!#}"
        """
            .formatted(folder));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    final StringBuilder script = new StringBuilder();
    all.forEach(
        (name, value) ->
            script.append("export ").append(name).append("=$'").append(hex(value)).append("'\n"));
    script.append("export PATH='").append(folder).append("':$PATH\n");
    script.append("exec '").append(Project.directory().resolve("docker/worker/run")).append("'\n");

    final Process process =
        new ProcessBuilder("bash", "-c", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("output"))).isZero();
    return new Started(List.of(Files.readString(folder.resolve("words")).split("\0", -1)), read());
  }

  /** As Kafka reads it. */
  private Properties read() throws IOException {
    final Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve("properties"))) {
      properties.load(in);
    }
    return properties;
  }

  /** So that neither the shell nor the encoding of this JVM's environment changes a byte. */
  private static String hex(final String value) {
    final StringBuilder hex = new StringBuilder();
    for (final byte b : value.getBytes(UTF_8)) {
      hex.append("\\x%02x".formatted(b));
    }
    return hex.toString();
  }
}
