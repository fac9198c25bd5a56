package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules about keys together: each key involved shows the fault, and the connector won't start. */
class CrossChecksTest {
  private final Configuration sound = Configuration.sound();

  @Test
  void membersNeedAnImportKey() {
    assertFault(
        sound.without("import.key"),
        "data.object=members needs import.key: set it to line_uid, customer_id, email or mobile",
        "data.object",
        "import.key");
  }

  @ParameterizedTest
  @CsvSource({
    "gender.male.values, gender.female.values, 'w,M', 'x,m'",
    "gender.female.values, gender.unknown.values, '\uFF26', 'f'",
    "segment.action.add.values, segment.action.remove.values, 'true', 'off,TRUE'"
  })
  void aWordMayMeanOneThingOnly(
      final String one, final String other, final String words, final String others) {
    final Map<String, List<String>> errors =
        Configuration.sound().with(one, words).with(other, others).errors();

    assertThat(errors).containsKeys(one, other);
    assertThat(errors.get(one)).allMatch(error -> error.contains("take it out of one of them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"line_uid", "customer_id", "email", "mobile"})
  void theImportKeyMustBeRead(final String importKey) {
    assertFault(
        sound.with("import.key", importKey).with("field." + importKey, ""),
        "field." + importKey + " is empty, so the import key would never be read",
        "import.key",
        "field." + importKey);
  }

  @Test
  void aFieldThatIsNotTheImportKeyNeedNotBeRead() {
    assertThat(sound.with("field.email", "").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"customer_id", "email", "mobile"})
  void unmatchedMembersAreKnownByLineUidOnly(final String importKey) {
    assertFault(
        sound.with("import.key", importKey).with("mismatch.behavior", "report"),
        "mismatch.behavior=report needs import.key=line_uid",
        "mismatch.behavior",
        "import.key");
  }

  @Test
  void unmatchedMembersMayBeReportedByLineUid() {
    assertThat(sound.with("mismatch.behavior", "report").errors()).isEmpty();
    assertThat(sound.read().members().reportsUnmatched()).isFalse();
    assertThat(sound.with("mismatch.behavior", "report").read().members().reportsUnmatched())
        .isTrue();
  }

  @Test
  void httpToAnotherHostNeedsToBeAllowed() {
    final Configuration http = sound.with("api.url", "http://maac.example.com");

    assertFault(http, "api.url is http", "api.url", "api.allow.http");
    assertThat(http.with("api.allow.http", "true").errors()).isEmpty();
  }

  /** The proxy is asked for localhost by name, so the token leaves the machine. */
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "http://127.0.0.1:8080", "http://maac.example.com"})
  void httpThroughAProxyNeedsToBeAllowed(final String url) {
    final Configuration http =
        sound.with("api.url", url).with("proxy.url", "http://proxy.example.com:3128");

    assertFault(
        http, "api.url is http and proxy.url is set", "api.url", "proxy.url", "api.allow.http");
    assertThat(http.with("api.allow.http", "true").errors()).isEmpty();
  }

  @Test
  void aConnectionMayNotTakeLongerThanItsCall() {
    assertFault(
        sound.with("request.timeout.ms", "5000").with("connect.timeout.ms", "5001"),
        "connect.timeout.ms is longer than request.timeout.ms",
        "connect.timeout.ms",
        "request.timeout.ms");
    assertThat(sound.with("request.timeout.ms", "500").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.cresclab.com", "https://API.JP.CRESCLAB.COM/"})
  void maacsOwnPaceIsAtMost15AMinute(final String url) {
    final Configuration fast = sound.with("api.url", url).with("imports.per.minute", "16");

    assertFault(fast, "more than the 15 that MAAC allows", "imports.per.minute", "api.url");
    assertThat(fast.with("imports.per.minute", "15").errors()).isEmpty();
    assertThat(fast.with("api.url", "https://mycresclab.com").errors()).isEmpty();
  }

  @Test
  void aProxyUserNeedsAProxy() {
    assertFault(
        sound.with("proxy.user", "someone"),
        "proxy.user is set, but proxy.url is not",
        "proxy.url",
        "proxy.user");
  }

  @Test
  void aProxyPasswordNeedsAUser() {
    assertFault(
        sound.with("proxy.url", "http://proxy.example.com:3128").with("proxy.password", "pw"),
        "proxy.password is set, but proxy.user is not",
        "proxy.password",
        "proxy.user");
  }

  @Test
  void aProxyWithUserAndPasswordIsSound() {
    assertThat(
            sound
                .with("proxy.url", "http://proxy.example.com:3128")
                .with("proxy.user", "someone")
                .with("proxy.password", "pw")
                .errors())
        .isEmpty();
  }

  @Test
  void theFirstBackoffIsNotLongerThanTheLongest() {
    assertFault(
        sound.with("retry.backoff.ms", "2000").with("retry.backoff.max.ms", "1999"),
        "retry.backoff.ms is longer than retry.backoff.max.ms",
        "retry.backoff.max.ms",
        "retry.backoff.ms");
    assertThat(sound.with("retry.backoff.ms", "2000").with("retry.backoff.max.ms", "2000").errors())
        .isEmpty();
  }

  @Test
  void anImportIsLookedAtBeforeItTimesOut() {
    assertFault(
        sound.with("import.timeout.ms", "999"),
        "import.poll.interval.ms is longer than import.timeout.ms",
        "import.poll.interval.ms",
        "import.timeout.ms");
  }

  @Test
  void severalFaultsAreToldAtOnce() {
    assertThat(
            sound
                .without("import.key")
                .with("api.url", "http://maac.example.com")
                .with("batch.max.records", "0")
                .with("feild.email", "mail")
                .errors())
        .containsOnlyKeys(
            "data.object",
            "import.key",
            "api.url",
            "api.allow.http",
            "batch.max.records",
            "feild.email");
  }

  @Test
  void aKeyThatIsFaultyByItselfIsNotComparedWithOthers() {
    assertThat(sound.with("retry.backoff.ms", "-5").with("retry.backoff.max.ms", "1").errors())
        .containsOnlyKeys("retry.backoff.ms");
    assertThat(sound.with("api.url", "nowhere").errors()).containsOnlyKeys("api.url");
  }

  private static void assertFault(
      final Configuration faulty, final String message, final String... keys) {
    assertThat(faulty.errors()).containsOnlyKeys(keys);
    assertThat(faulty.errors().values())
        .allSatisfy(errors -> assertThat(errors).singleElement().asString().contains(message));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(faulty::read)
        .withMessageContaining(message);
  }
}
