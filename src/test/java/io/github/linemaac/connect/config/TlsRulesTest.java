package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of TLS go together as those of Kafka's clients do. */
class TlsRulesTest {
  private final Configuration sound = Configuration.sound();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssl.truststore.password=x | ssl.truststore.location ssl.truststore.password",
        "ssl.keystore.password=x | ssl.keystore.location ssl.keystore.password",
        "ssl.key.password=x | ssl.key.password ssl.keystore.location",
        "ssl.truststore.location=f,ssl.truststore.password=x,ssl.truststore.type=PEM"
            + " | ssl.truststore.password ssl.truststore.type",
        "ssl.truststore.certificates=x | ssl.truststore.certificates ssl.truststore.type",
        "ssl.truststore.certificates=x,ssl.truststore.type=PEM,ssl.truststore.location=f"
            + " | ssl.truststore.certificates ssl.truststore.location",
        "ssl.keystore.key=x,ssl.keystore.type=PEM"
            + " | ssl.keystore.certificate.chain ssl.keystore.key",
        "ssl.keystore.certificate.chain=x,ssl.keystore.type=PEM"
            + " | ssl.keystore.certificate.chain ssl.keystore.key",
        "ssl.protocol=TLSv1.1 | ssl.protocol"
      })
  void tellsOnEachKeyWhatDoesNotGoTogether(final String change, final String keys) {
    Configuration faulty = sound;
    for (final String pair : change.split(",", -1)) {
      final String[] keyAndValue = pair.split("=", 2);
      faulty = faulty.with(keyAndValue[0], keyAndValue[1]);
    }

    assertThat(faulty.errors()).containsOnlyKeys(keys.split(" ", -1));
  }

  @Test
  void withoutKeysThereIsWhatTheJvmHas() {
    assertThat(sound.read().api().tls()).isEqualTo(TlsSettings.OF_THE_JVM);
    assertThat(sound.with("ssl.truststore.type", "PEM").read().api().tls())
        .isEqualTo(TlsSettings.OF_THE_JVM);
  }

  @Test
  void handsOnWhatIsSetAndShowsNoSecret() {
    final Configuration full =
        sound
            .with("ssl.truststore.location", "/etc/ca.jks")
            .with("ssl.truststore.password", "s3cr3t")
            .with("ssl.keystore.type", "PEM")
            .with("ssl.keystore.key", "s3cr3t")
            .with("ssl.keystore.certificate.chain", "chain")
            .with("ssl.key.password", "s3cr3t");

    assertThat(full.errors()).isEmpty();
    assertThat(full.read().api().tls().truststore())
        .isEqualTo(
            Map.of(
                "ssl.truststore.location", "/etc/ca.jks",
                "ssl.truststore.password", new Password("s3cr3t"),
                "ssl.truststore.type", "JKS"));
    assertThat(full.read().api().tls().keystore()).hasSize(4);
    assertThat(full.read().toString()).doesNotContain("s3cr3t");
  }
}
