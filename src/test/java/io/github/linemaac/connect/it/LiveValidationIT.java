package io.github.linemaac.connect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.linemaac.cluster.ConnectRestException;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.cluster.WorkerSettings;
import io.github.linemaac.connect.support.Peer;
import io.github.linemaac.sandbox.InjectedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads over REST about a token, a URL and a proxy that are wrong, or a MAAC down. */
class LiveValidationIT {

  private static final String CONNECTOR = "MaacSinkConnector";
  private static final String CALL = "/openapi/v1/member/";
  private static final String PASSWORD = "pr0xy-pa55word";
  private static final String UNPROVEN =
      ". The token could not be checked: try again when MAAC responds, or set api.check=false to"
          + " go on without";

  @TempDir private static Path folder;
  private static ConnectWorker worker;

  @AutoClose private final MemberSink sink = new MemberSink(SharedKafka.broker(), worker);

  /** A worker that asks no name server: but for localhost, no name is known to it. */
  @BeforeAll
  static void startWorker() throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
    worker =
        ConnectWorker.start(
            WorkerSettings.of(SharedKafka.broker())
                .withGroupId("live-validation")
                .withJvmArgs("-Djdk.net.hosts.file=" + hosts));
  }

  @AfterAll
  static void killWorker() {
    worker.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aTokenThatMaacRefuses(int status) {
    sink.maac().tell(maac -> maac.settings().badTokenStatus = status);
    sink.with("api.token", "n0t-the-token");

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.token",
                List.of(
                    "MAAC rejected the token (HTTP "
                        + status
                        + "): check api.token, that it has the permission for what data.object"
                        + " says, and that api.url is the region that it was issued for")));
  }

  @Test
  void aWrongTokenMakesNoConnectorAndTheRightOneDoes() {
    String token = sink.config().get("api.token");
    sink.with("api.token", "n0t-the-token");
    assertThatThrownBy(() -> sink.rest().put(sink.name(), sink.config()))
        .isInstanceOf(ConnectRestException.class)
        .hasMessageContaining("answered 400")
        .hasMessageContaining("MAAC rejected the token (HTTP 401)")
        .hasMessageNotContaining("n0t-the-token");
    assertThat(sink.rest().connectors()).doesNotContain(sink.name());

    List<MemberRecord> members = sink.sendMembers(0, 10);
    sink.with("api.token", token).start().awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }

  @Test
  void aHostThatNobodyKnows() {
    sink.with("api.url", "https://api.example.invalid");

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of(
                    "this worker cannot resolve the host of api.url: check api.url, or set"
                        + " proxy.url if this worker reaches the internet through a proxy")));
  }

  @Test
  void aPortWhereNobodyListens() {
    sink.with("api.url", "http://127.0.0.1:" + Peer.deadPort());

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of(
                    "connection to api.url refused, nothing is listening there: check its host"
                        + " and port")));
  }

  @Test
  void aHostThatSpeaksNoTls() {
    sink.with("api.url", sink.maac().url().toString().replace("http:", "https:"));

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of(
                    "the TLS handshake with api.url failed: check that its host and port"
                        + " are MAAC's, and whether it demands a client certificate"
                        + " (ssl.keystore.location)")));
  }

  @Test
  void aHostThatIsNotMaac() {
    sink.maac().tell(maac -> maac.faults().next("GET", CALL, new InjectedFault.NotJson()));

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of("api.url responded, but not like MAAC: check that it is MAAC's")));
  }

  @Test
  void aPathThatMaacDoesNotHave() {
    sink.with("api.url", sink.maac().url() + "/v2");

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of(
                    "api.url does not have an endpoint that MAAC has (HTTP 404): check that it is"
                        + " MAAC's, without a path")));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aMaacThatIsDown(int status) {
    sink.maac().tell(maac -> maac.faults().next("GET", CALL, InjectedFault.status(status)));

    assertThat(faults())
        .isEqualTo(Map.of("api.url", List.of("MAAC is down (HTTP " + status + ")" + UNPROVEN)));
  }

  @Test
  void aMaacThatDoesNotAnswerIsNotWaitedForLong() {
    sink.maac()
        .tell(maac -> maac.faults().next("GET", CALL, new InjectedFault.Hangs(600_000, true)));
    sink.with("request.timeout.ms", "3600000");

    long startedNs = System.nanoTime();
    assertThat(faults())
        .isEqualTo(
            Map.of(
                "api.url",
                List.of(
                    "MAAC is down or slow: api.url did not respond within a few seconds"
                        + UNPROVEN)));
    assertThat(Duration.ofNanos(System.nanoTime() - startedNs)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aMaacThatIsDownStopsNobodyWhoForbidsTheCall() {
    sink.maac().tell(maac -> maac.faults().next(1_000, "", CALL, InjectedFault.status(503)));
    assertThatThrownBy(() -> sink.rest().put(sink.name(), sink.config()))
        .hasMessageContaining("MAAC is down (HTTP 503)");

    List<MemberRecord> members = sink.sendMembers(0, 10);
    sink.with("api.check", "false").start();
    sink.maac().tell(maac -> maac.faults().clear());
    sink.awaitAllCommitted();
    assertThat(sink.membersAtMaac()).isEqualTo(Set.copyOf(members));
  }

  @Test
  void aProxyThatIsNotThere() {
    sink.with("proxy.url", "http://127.0.0.1:" + Peer.deadPort()).with("api.allow.http", "true");

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "proxy.url",
                List.of(
                    "connection to proxy.url refused, nothing is listening there: check its"
                        + " host and port")));
  }

  @Test
  void aProxyThatNobodyKnows() {
    sink.with("proxy.url", "http://proxy.example.invalid:3128").with("api.allow.http", "true");

    assertThat(faults())
        .isEqualTo(
            Map.of(
                "proxy.url",
                List.of("this worker cannot resolve the host of proxy.url: check proxy.url")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9", "https://api.example.invalid"})
  void aProxyThatDoesNotTakeThePassword(String url) throws IOException {
    try (Peer proxy =
        Peer.answering(
            "HTTP/1.1 407 Who?",
            "Proxy-Authenticate: Basic realm=\"x\"",
            "Content-Length: 0",
            "",
            "")) {
      sink.with("api.url", url).with("proxy.url", proxy.url()).with("api.allow.http", "true");
      String message =
          "the proxy rejected the credentials (HTTP 407): check" + " proxy.user and proxy.password";
      Map<String, List<String>> both =
          Map.of("proxy.user", List.of(message), "proxy.password", List.of(message));

      assertThat(faults()).isEqualTo(both);
      sink.with("proxy.user", "someone").with("proxy.password", PASSWORD);
      assertThat(faults()).isEqualTo(both);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, proxy.url, 'check proxy.url, and that the proxy allows the host of api.url'",
    "503, api.url, 'check the host of api.url, and whether the proxy can reach it'"
  })
  void aProxyThatDoesNotOpenTheWay(int status, String key, String words) throws IOException {
    try (Peer proxy = Peer.answering("HTTP/1.1 " + status + " No", "Content-Length: 0", "", "")) {
      sink.with("api.url", "https://api.example.invalid").with("proxy.url", proxy.url());

      assertThat(faults())
          .isEqualTo(
              Map.of(
                  key,
                  List.of(
                      "the proxy did not open a tunnel to api.url (HTTP "
                          + status
                          + "): "
                          + words)));
    }
  }

  /** What a user reads by key; never a secret. */
  private Map<String, List<String>> faults() {
    Map<String, List<String>> faults = sink.rest().validate(CONNECTOR, sink.config());
    assertThat(faults.toString())
        .doesNotContain("n0t-the-token", PASSWORD, "token-of-" + sink.name());
    assertThat(worker.log()).doesNotContain("n0t-the-token", PASSWORD, "token-of-" + sink.name());
    return faults;
  }
}
