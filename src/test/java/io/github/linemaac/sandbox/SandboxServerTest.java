package io.github.linemaac.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the HTTP shell makes of each answer on a real socket. */
final class SandboxServerTest {
  private static final String POST = "POST";
  private static final String BODY = Caller.body("line_uid", Caller.row("line_uid", Caller.UID_1));

  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxServer server;

  @BeforeEach
  void start() throws IOException {
    server = SandboxServer.start();
    server.tell(sandbox -> sandbox.settings().imports.durationMs = 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anImportGoesThroughOverHttp() throws Exception {
    HttpResponse<String> posted = client.send(importOf(BODY), BodyHandlers.ofString());
    HttpResponse<String> polled =
        client.send(get("/openapi/v1/member/import/1/"), BodyHandlers.ofString());

    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo("{\"id\":1,\"result\":\"start importing\"}");
    assertThat(polled.body()).contains("\"status\":\"done\"", "\"created_num\":1");
    assertThat(server.<Integer>ask(sandbox -> sandbox.members().count())).isEqualTo(1);
  }

  @Test
  void theSetTokenCountsFromTheNextRequestOn() throws Exception {
    server.tell(sandbox -> sandbox.settings().token = "another");

    assertThat(client.send(importOf(BODY), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  @Test
  void aStatusOnRequestCarriesItsRetryAfter() throws Exception {
    fault(InjectedFault.status(503, 7));

    HttpResponse<String> response = client.send(importOf(BODY), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("7");
    assertThat(posted()).isZero();
  }

  @Test
  void aConnectionCanBeLostBeforeTheWork() {
    fault(new InjectedFault.ConnectionLost(false));

    assertThatThrownBy(() -> client.send(importOf(BODY), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(posted()).isZero();
  }

  @Test
  void aConnectionCanBeLostAfterTheWork() {
    fault(new InjectedFault.ConnectionLost(true));

    assertThatThrownBy(() -> client.send(importOf(BODY), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(posted()).isEqualTo(1);
  }

  @Test
  void halfABodyEndsTheConnection() {
    fault(new InjectedFault.HalfBody());

    assertThatThrownBy(() -> client.send(importOf(BODY), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    assertThat(posted()).isEqualTo(1);
  }

  @Test
  void anEndlessBodyEndsWhenTheClientHangsUp() throws Exception {
    fault(new InjectedFault.EndlessBody());

    HttpResponse<InputStream> response = client.send(importOf(BODY), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      byte[] start = body.readNBytes(100_000);
      assertThat(start).hasSize(100_000);
      assertThat(new String(start, StandardCharsets.UTF_8)).startsWith("{\"result\":\"aaa");
    }
  }

  @Test
  void aBodyThatIsNotJsonComesWithStatus200() throws Exception {
    fault(new InjectedFault.NotJson());

    HttpResponse<String> response = client.send(importOf(BODY), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("<html>");
  }

  @Test
  void aHangLastsUntilItIsReleasedAndThenAnswers() {
    fault(new InjectedFault.Hangs(SandboxSettings.NEVER, true));

    CompletableFuture<HttpResponse<String>> hanging =
        client.sendAsync(importOf(BODY), BodyHandlers.ofString());

    awaitHang();
    server.releaseHangs();

    assertThat(hanging.join().statusCode()).isEqualTo(200);
  }

  @Test
  void othersAreServedWhileOneHangs() throws Exception {
    fault(new InjectedFault.Hangs(SandboxSettings.NEVER, false));
    CompletableFuture<HttpResponse<String>> hanging =
        client.sendAsync(importOf(BODY), BodyHandlers.ofString());

    awaitHang();

    assertThat(client.send(get("/openapi/v1/member/"), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    server.releaseHangs();
    assertThatThrownBy(hanging::join).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aRedirectNamesItsTarget() throws Exception {
    fault(InjectedFault.redirect(307, "http://127.0.0.1:9/elsewhere/"));

    HttpResponse<String> response = client.send(importOf(BODY), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(307);
    assertThat(response.headers().firstValue("Location")).contains("http://127.0.0.1:9/elsewhere/");
  }

  @Test
  void theMismatchFileIsThereWithoutAToken() throws Exception {
    client.send(
        importOf(Caller.body("line_uid", Caller.row("line_uid", "nobody"))),
        BodyHandlers.ofString());
    String task = client.send(get("/openapi/v1/member/import/1/"), BodyHandlers.ofString()).body();
    String link = SandboxJson.MAPPER.readTree(task).at("/result/mismatch_export_link").textValue();

    HttpResponse<String> file =
        client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());

    assertThat(file.body()).isEqualTo("line_uid\nnobody\n");
  }

  private void awaitHang() {
    await("the request to hang").until(() -> server.hanging() == 1);
  }

  private void fault(InjectedFault fault) {
    server.tell(sandbox -> sandbox.faults().next(POST, Caller.IMPORT, fault));
  }

  private long posted() {
    return server.ask(sandbox -> sandbox.imports().stats().posted());
  }

  private HttpRequest importOf(String body) {
    return request(Caller.IMPORT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest get(String path) {
    return request(path).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer sandbox-token");
  }
}
