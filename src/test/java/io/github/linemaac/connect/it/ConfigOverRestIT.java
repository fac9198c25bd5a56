package io.github.linemaac.connect.it;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.cluster.ConnectRestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What an operator is told of a configuration before it runs. */
@Tag("every-kafka")
class ConfigOverRestIT {

  private static final String CONNECTOR = "MaacSinkConnector";

  /** A change to a sound configuration, and the keys that it puts at fault. */
  private record Slip(Map<String, String> change, Set<String> keys) {}

  static final List<Slip> SLIPS =
      List.of(
          slip("api.token", " "),
          slip("api.url", "ftp://maac.example.com"),
          slip(Map.of("api.url", "http://maac.example.com"), "api.url", "api.allow.http"),
          slip("data.object", "people"),
          slip("import.key", "phone"),
          slip(Map.of("field.line_uid", ""), "field.line_uid", "import.key"),
          slip("field.email", "profile..email"),
          slip("tags", "fine," + "t".repeat(256)),
          slip("mobile.default.region", "XX"),
          slip("tombstone.behavior", "delete"),
          slip("batch.max.records", "10001"),
          slip("flush.interval.ms", "soon"),
          slip(
              Map.of("retry.backoff.ms", "5000", "retry.backoff.max.ms", "1000"),
              "retry.backoff.ms",
              "retry.backoff.max.ms"),
          slip(
              Map.of("import.poll.interval.ms", "2000", "import.timeout.ms", "1000"),
              "import.poll.interval.ms",
              "import.timeout.ms"),
          slip(Map.of("proxy.user", "someone"), "proxy.user", "proxy.url"),
          slip(Map.of("proxy.url", "http://127.0.0.1:9"), "proxy.url", "api.url", "api.allow.http"),
          slip(
              Map.of(
                  "proxy.url",
                  "http://127.0.0.1:9",
                  "api.allow.http",
                  "true",
                  "proxy.password",
                  "a-secret"),
              "proxy.password",
              "proxy.user"),
          slip("consumer.override.enable.auto.commit", "true"),
          slip("feild.email", "mail"),
          slip("batch.max.record", "10"));

  @AutoClose private final MemberSink sink = SharedKafka.sink();

  @Test
  void aSoundConfigurationHasNoFault() {
    assertThat(sink.rest().validate(CONNECTOR, sink.config())).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SLIPS")
  void eachFaultIsToldOnTheKeysThatCauseIt(Slip slip) {
    Map<String, List<String>> faults = sink.rest().validate(CONNECTOR, changed(slip.change()));

    assertThat(faults.keySet()).isEqualTo(slip.keys());
    assertThat(faults.values().toString())
        .doesNotContain("a-secret", sink.config().get("api.token"));
  }

  @Test
  void whatIsMissingIsToldToo() {
    assertThat(sink.rest().validate(CONNECTOR, sink.without("api.token").config()))
        .containsOnlyKeys("api.token");
    assertThat(
            sink.rest()
                .validate(CONNECTOR, sink.with("api.token", "t").without("import.key").config()))
        .containsOnlyKeys("data.object", "import.key");
  }

  @Test
  void aKeyThatIsNearlyOneOfOursIsToldWithTheRightOne() {
    assertThat(
            sink.rest()
                .validate(
                    CONNECTOR, changed(Map.of("feild.email", "mail", "batch.max.record", "10"))))
        .contains(
            entry(
                "feild.email",
                List.of(
                    "feild.email is not a configuration key of this connector, and would have no"
                        + " effect: did you mean field.email?")),
            entry(
                "batch.max.record",
                List.of(
                    "batch.max.record is not a configuration key of this connector, and would have"
                        + " no effect: did you mean batch.max.records?")));
  }

  @Test
  void aFaultyConfigurationMakesNoConnector() {
    assertThatThrownBy(
            () -> sink.rest().put(sink.name(), changed(Map.of("batch.max.records", "10001"))))
        .isInstanceOf(ConnectRestException.class)
        .hasMessageContaining("answered 400")
        .hasMessageContaining("batch.max.records")
        .hasMessageNotContaining(sink.config().get("api.token"));
    assertThat(sink.rest().connectors()).doesNotContain(sink.name());
  }

  private Map<String, String> changed(Map<String, String> change) {
    Map<String, String> changed = new HashMap<>(sink.config());
    changed.putAll(change);
    return changed;
  }

  private static Slip slip(String key, String value) {
    return slip(Map.of(key, value), key);
  }

  private static Slip slip(Map<String, String> change, String... keys) {
    return new Slip(change, Set.copyOf(Stream.of(keys).toList()));
  }
}
