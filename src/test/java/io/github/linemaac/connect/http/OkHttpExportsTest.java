package io.github.linemaac.connect.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.Exports.Export;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is fetched without the token, from where it may be, and only as much as it may be. */
class OkHttpExportsTest {
  private static final String FILE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: 9\r\n\r\nline_uid\n";

  @Test
  void fetchesAFileWithoutTheToken() throws Exception {
    try (Peer bucket = Peer.answering(FILE)) {
      assertThat(fetch(bucket.url() + "/exports/1.csv?signature=s"))
          .isInstanceOfSatisfying(
              Export.File.class,
              file -> assertThat(new String(file.bytes(), ISO_8859_1)).isEqualTo("line_uid\n"));
      assertThat(bucket.awaitRequest())
          .startsWith("GET /exports/1.csv?signature=s HTTP/1.1\r\n")
          .doesNotContain(Client.TOKEN)
          .doesNotContainIgnoringCase("Authorization");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://bucket.example.com/1.csv",
        "http://127.0.0.1.example.com/1.csv",
        "http://a_b.example.com/1.csv",
        "http://10.0.0.1/1.csv"
      })
  void fetchesNothingByHttpFromElsewhere(final String link) {
    assertThat(fetch(link)).isEqualTo(new Export.Failed("its link is not https"));
  }

  @Test
  void fetchesNothingByHttpWhereMaacItselfIsReachedByHttps() throws IOException {
    try (Peer bucket = Peer.answering(FILE);
        OkHttpMaac client = Client.of("https://127.0.0.1:" + Peer.deadPort()).open()) {
      assertThat(fetch(client, bucket.url())).isEqualTo(new Export.Failed("its link is not https"));
      assertThat(bucket.connections()).isZero();
    }
  }

  /** Nobody at a gateway makes the worker call what listens on its own loopback. */
  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:", "http://localhost:", "http://[::1]:", "https://127.9.9.9:"})
  void fetchesNothingFromTheWorkersOwnMachineWhereMaacIsNotThere(final String link)
      throws IOException {
    try (Peer local = Peer.answering(FILE);
        OkHttpMaac client = Client.of("http://maac.example.com").open()) {
      assertThat(fetch(client, link + local.port()))
          .isEqualTo(new Export.Failed("its link leads to the worker's own machine"));
      assertThat(local.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.csv", "ftp://127.0.0.1/1.csv", "file:///etc/passwd", "https://"})
  void fetchesNothingFromWhatIsNoUrl(final String link) {
    assertThat(fetch(link)).isEqualTo(new Export.Failed("its link is not a URL"));
  }

  @Test
  void followsARedirectToWhereItMayGo() throws IOException {
    try (Peer bucket = Peer.answering(FILE);
        Peer front = redirecting(302, bucket.url() + "/1.csv")) {
      assertThat(fetch(front.url())).isInstanceOf(Export.File.class);
      assertThat(bucket.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirectToWhereItMayNotGo(final int status) throws IOException {
    try (Peer front = redirecting(status, "http://bucket.example.com/1.csv")) {
      assertThat(fetch(front.url())).isEqualTo(new Export.Failed("its link is not https"));
    }
  }

  @Test
  void followsNoRedirectsForEver() throws IOException {
    try (Peer front = redirecting(302, "/again")) {
      assertThat(fetch(front.url()))
          .isEqualTo(new Export.Failed("its link redirects more than 3 times"));
      assertThat(front.requests()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 410, 500, 503})
  void tellsAStatus(final int status) throws IOException {
    try (Peer bucket = Peer.answering("HTTP/1.1 " + status + " No", "Content-Length: 0", "", "")) {
      assertThat(fetch(bucket.url()))
          .isEqualTo(new Export.Failed("its link returned HTTP " + status));
    }
  }

  @Test
  void readsNoMoreThanItMay() throws IOException {
    final byte[] many = "x".repeat(10_000).getBytes(ISO_8859_1);
    try (Peer bucket =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
              connection.writeForEver(many);
            })) {
      assertThat(fetch(bucket.url()))
          .isEqualTo(new Export.Failed("it is larger than 4194304 bytes"));
    }
  }

  @Test
  void leavesAPeerThatTricklesInTime() throws IOException {
    try (Peer bucket =
            Peer.doing(
                connection -> {
                  connection.readRequest();
                  connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                  connection.trickleForEver();
                });
        OkHttpMaac client = Client.of(bucket.url()).open()) {
      assertThat(fetch(client.exports(300), bucket.url()))
          .isEqualTo(new Export.Failed("its host did not respond completely in time"));
    }
  }

  @Test
  void tellsThatNobodyIsThere() {
    assertThat(fetch("http://127.0.0.1:" + Peer.deadPort()))
        .isEqualTo(new Export.Failed("the connection to its host failed (ConnectException)"));
  }

  @Test
  void goesThroughTheProxyAndTellsItsRefusal() throws IOException {
    try (Peer proxy = Peer.answering("HTTP/1.1 403 No", "Content-Length: 0", "", "");
        OkHttpMaac client = Client.of("https://maac.invalid").through(proxy).open()) {
      assertThat(fetch(client, "https://bucket.invalid/1.csv"))
          .isEqualTo(new Export.Failed("the proxy refused the tunnel to its host with HTTP 403"));
      assertThat(proxy.requests().get(0)).startsWith("CONNECT bucket.invalid:443 ");
    }
  }

  @Test
  void beginsWithoutWaitingAndEndsWithItsClient() throws Exception {
    try (Peer bucket =
        Peer.doing(
            connection -> {
              connection.readRequest();
              connection.hang();
            })) {
      final OkHttpMaac client = Client.of(bucket.url()).open();
      final Exports.Fetch fetch = client.exports(60_000).begin(new ExportLink(bucket.url()));
      bucket.awaitRequest();
      assertThat(fetch.result()).isEmpty();

      client.close();

      assertThat(awaited(fetch)).isInstanceOf(Export.Failed.class);
    }
  }

  @Test
  void doesNotTellTheLink() {
    assertThat(new ExportLink("https://bucket.example.com/secret")).hasToString("ExportLink");
  }

  private static Peer redirecting(final int status, final String location) throws IOException {
    return Peer.answering(
        "HTTP/1.1 " + status + " There", "Location: " + location, "Content-Length: 0", "", "");
  }

  /** As for a MAAC on loopback by http. */
  private static Export fetch(final String link) {
    try (OkHttpMaac client = Client.of("http://127.0.0.1:" + Peer.deadPort()).open()) {
      return fetch(client, link);
    }
  }

  private static Export fetch(final OkHttpMaac client, final String link) {
    return fetch(client.exports(20_000), link);
  }

  private static Export fetch(final Exports exports, final String link) {
    return awaited(exports.begin(new ExportLink(link)));
  }

  private static Export awaited(final Exports.Fetch fetch) {
    return await("the fetch to end")
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30))
        .until(fetch::result, Optional::isPresent)
        .orElseThrow();
  }
}
