package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.MaacSinkConnector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** Whatever a configuration holds, it is answered in words, and a sound one starts. */
class ConfigurationProperties {
  private static final List<String> OURS = new ArrayList<>(MaacConfig.definition().names());

  private static final List<String> OTHERS =
      List.of(
          "name",
          "topics",
          "connector.class",
          "transforms",
          "config.providers",
          "config.providers.e.class",
          "consumer.override.enable.auto.commit",
          "errors.tolerance",
          "feild.email",
          "API.TOKEN",
          "ssl.protocol",
          "",
          " ",
          ".",
          "\u0000",
          "\ud83d");

  /** Values that are right for some key, nearly right for another, or for none. */
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "\u0000",
          "\ud83d",
          "\u3000a\u00a0",
          "a,,b",
          ",",
          "a\r\nb",
          "x".repeat(10_000),
          "0",
          "1",
          "-1",
          "15",
          "1000",
          "99999999999999999999",
          "1e3",
          "NaN",
          "true",
          "TRUE",
          "yes",
          "null",
          "members",
          "segments",
          "line_uid",
          "email",
          "maac",
          "topic",
          "ignore",
          "report",
          "TW",
          "UTC",
          "Asia/Taipei",
          "GMT+25:00",
          "@daily",
          "@reboot",
          "0 2 * * *",
          "0 0 5,*/10,25 * sun-thu",
          "* * * * * *",
          "0 0 31 2 *",
          "*/0 * * * *",
          "1-0 L W # ?",
          "a.b.c",
          "$key",
          "$key.",
          "$header",
          "$topic.x",
          "$",
          "..",
          "identities.0.id",
          "https://api.cresclab.com",
          "http://localhost:8080",
          "http://proxy.example.com:3128",
          "http://a_b.example.com",
          "http://[::1%25lo]",
          "https://xn--0.example.com",
          "https://[",
          "https://" + "a.".repeat(200) + "com",
          "http://:80",
          "://",
          "/dev/zero",
          "/nowhere/store.jks",
          "PEM",
          "JKS",
          "PKCS12",
          "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
          "${env:HOME}",
          "${file:/etc/passwd:root}",
          "${",
          "s3cr3t");

  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void eachIsAnsweredInWordsAndWhatIsSoundStarts(@ForAll final Random random) {
    final Map<String, String> props = props(random);

    final List<ConfigValue> answer = new MaacSinkConnector().validate(props).configValues();

    boolean isSound = true;
    for (final ConfigValue value : answer) {
      for (final String message : value.errorMessages()) {
        isSound = false;
        assertThat(message)
            .as("of %s in %s", value.name(), props)
            .contains(" ")
            .doesNotContain("Exception", "java.");
      }
    }
    assertThat(starts(props) || !isSound).as("starts with %s", props).isTrue();
  }

  private static boolean starts(final Map<String, String> props) {
    try {
      MaacConfig.of(props);
      return true;
    } catch (final ConfigException e) {
      return false;
    }
  }

  /** Mostly sound at first, so that some configurations get far. Nothing is called. */
  private static Map<String, String> props(final Random random) {
    final Map<String, String> props =
        new HashMap<>(random.nextInt(4) == 0 ? Map.of() : Configuration.sound().props());
    final int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      final List<String> keys = random.nextInt(6) == 0 ? OTHERS : OURS;
      props.put(
          keys.get(random.nextInt(keys.size())),
          random.nextInt(8) == 0 ? null : VALUES.get(random.nextInt(VALUES.size())));
    }
    props.put("api.check", "false");
    return props;
  }
}
