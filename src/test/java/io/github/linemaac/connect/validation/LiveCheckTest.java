package io.github.linemaac.connect.validation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.ConfigCheck;
import io.github.linemaac.connect.support.Peer;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Trying a configuration out is quick and quiet, whatever is at the other end. */
class LiveCheckTest {
  @AutoClose private final SandboxServer maac = SandboxServer.start();
  private final Map<String, String> props = new HashMap<>();

  LiveCheckTest() throws IOException {
    props.put("api.url", maac.url().toString());
    props.put("api.token", maac.ask(sandbox -> sandbox.settings().token));
    props.put("data.object", "members");
    props.put("import.key", "line_uid");
  }

  @Test
  void findsNoFaultWithMembersThatMaacTakes() {
    assertThat(errors()).isEmpty();
    assertThat(maac.<Integer>ask(sandbox -> sandbox.account().violations().size())).isZero();
  }

  @Test
  void findsNoFaultWithSegmentsThatMaacTakes() {
    props.put("data.object", "segments");
    props.put("segment.name", "Spring sale");

    assertThat(errors()).isEmpty();
    assertThat(maac.<Integer>ask(sandbox -> sandbox.account().violations().size())).isZero();
  }

  @Test
  void tellsATokenThatIsRefused() {
    props.put("api.token", "s3cr3t");

    assertThat(errors()).containsOnlyKeys("api.token");
    assertThat(errors().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void callsNobodyWhereItIsForbidden() throws IOException {
    try (Peer peer = Peer.answering("HTTP/1.1 500 No", "Content-Length: 0", "", "")) {
      props.put("api.url", peer.url());
      props.put("api.check", "false");

      assertThat(errors()).isEmpty();
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void callsNobodyWhereTheConfigurationIsFaultyByItself() throws IOException {
    try (Peer peer = Peer.answering("HTTP/1.1 500 No", "Content-Length: 0", "", "")) {
      props.put("api.url", peer.url());
      props.put("batch.max.record", "10");

      assertThat(errors()).containsOnlyKeys("batch.max.record");
      assertThat(peer.connections()).isZero();
    }
  }

  @Test
  void leavesAPeerThatSaysNothingInTime() throws IOException {
    try (Peer silent =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.hang();
            })) {
      props.put("api.url", silent.url());
      props.put("request.timeout.ms", "3600000");

      assertThat(errors(new LiveCheck("1.2.3", 3_000)))
          .containsEntry(
              "api.url",
              List.of(
                  "MAAC is down or slow: api.url did not respond within a few seconds. The token"
                      + " could not be checked: try again when MAAC responds, or set"
                      + " api.check=false to go on without"));
    }
  }

  @Test
  void leavesNoThreadThatWaitsForMoreCalls() throws InterruptedException {
    final Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThat(errors()).isEmpty();
    for (final Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("OkHttp Dispatcher") && !before.contains(thread)) {
        // Left alone, it would wait for a minute.
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void takesForAFaultWhatItDoesNotExpect() {
    // Punycode that decodes to nothing: only the client of HTTP knows.
    props.put("api.url", "https://xn--0.example.com");

    assertThat(errors()).containsOnlyKeys("api.url");
    assertThat(errors().get("api.url").get(0))
        .contains("unexpected java.lang.IllegalArgumentException", "check api.url");
  }

  private Map<String, List<String>> errors() {
    return errors(new LiveCheck("1.2.3", 20_000));
  }

  private Map<String, List<String>> errors(final LiveCheck check) {
    return check.check(ConfigCheck.check(props), props).configValues().stream()
        .filter(value -> !value.errorMessages().isEmpty())
        .collect(toMap(ConfigValue::name, ConfigValue::errorMessages));
  }
}
