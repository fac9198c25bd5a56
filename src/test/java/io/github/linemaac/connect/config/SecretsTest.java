package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is in no message and in nothing that is printed. */
class SecretsTest {
  private static final String SECRET = "s3cr3t";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3t\nInjected: header",
        "s3cr3t\rx",
        "s3cr3t with space",
        "s3cr3t\t.",
        "s3cr3t\u007f",
        "s3cr3t\u00e9",
        "\u3000s3cr3t\u200b"
      })
  void rejectsATokenThatIsNoHeaderValueWithoutTellingIt(final String token) {
    final Configuration faulty = Configuration.sound().with("api.token", token);

    assertThat(faulty.errors()).containsOnlyKeys("api.token");
    assertThat(faulty.errors().toString()).doesNotContain(SECRET);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(faulty::read)
        .withMessageContaining("api.token")
        .withMessageNotContaining(SECRET)
        .withNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void rejectsABlankToken(final String token) {
    assertThat(Configuration.sound().with("api.token", token).errors())
        .containsOnlyKeys("api.token");
  }

  @Test
  void takesATokenThatAFileEndedWithANewline() {
    assertThat(Configuration.sound().with("api.token", "s3cr3t\n").read().api().token().value())
        .isEqualTo(SECRET);
  }

  @Test
  void aConfigurationPrintsNoSecret() {
    final MaacConfig config =
        Configuration.sound()
            .with("api.token", "s3cr3t-token")
            .with("proxy.url", "http://proxy.example.com:3128")
            .with("proxy.user", "someone")
            .with("proxy.password", "s3cr3t-password")
            .read();

    assertThat(config.toString()).contains("[hidden]").doesNotContain(SECRET);
    assertThat(config.api().toString()).doesNotContain(SECRET);
    assertThat(config.api().proxy().toString()).doesNotContain(SECRET);
  }

  @Test
  void anAnswerOfValidatePrintsNoSecret() {
    final Configuration configuration =
        Configuration.sound().with("api.token", SECRET).with("proxy.password", SECRET);

    assertThat(configuration.validate().toString()).contains("[hidden]").doesNotContain(SECRET);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void noFaultTellsASecret(@ForAll("faulty") final Configuration faulty) {
    assertThat(faulty.errors().toString()).doesNotContain(SECRET);
    final Throwable thrown = catchThrowable(faulty::read);
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ConfigException.class);
      assertThat(thrown.toString()).doesNotContain(SECRET);
    }
  }

  /** Configurations with secrets where they belong and where a slip may put them. */
  @Provide
  Arbitrary<Configuration> faulty() {
    final Arbitrary<String> secrets =
        Arbitraries.of("s3cr3t", "s3cr3t\n", "s3cr3t\nx", " s3cr3t", "s3cr3t \u00e9");
    final Arbitrary<String> others =
        Arbitraries.of(
            "data.object=segment",
            "import.key=",
            "api.url=http://maac.example.com",
            "api.url=https://s3cr3t@maac.example.com",
            "api.url=https://maac.example.com?token=s3cr3t",
            "api.url=s3cr3t",
            "proxy.url=http://someone:s3cr3t@proxy.example.com:3128",
            "proxy.url=s3cr3t",
            "proxy.user=someone",
            "api.tokens=s3cr3t",
            "proxy.passwrod=s3cr3t",
            "batch.max.records=0",
            "retry.backoff.ms=70000");
    return Combinators.combine(secrets, secrets, others.list().ofMaxSize(4))
        .as(SecretsTest::configuration);
  }

  private static Configuration configuration(
      final String token, final String password, final List<String> others) {
    Configuration configuration =
        Configuration.sound().with("api.token", token).with("proxy.password", password);
    for (final String other : others) {
      final int equals = other.indexOf('=');
      configuration = configuration.with(other.substring(0, equals), other.substring(equals + 1));
    }
    return configuration;
  }
}
