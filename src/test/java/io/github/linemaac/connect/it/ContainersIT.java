package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.github.linemaac.cluster.DeadLetter;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.MemberRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The images at work in containers. What they check of the connector, the other tests check without
 * Docker too; what is of the images alone is checked here.
 */
class ContainersIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PARTITIONS = 2;

  private static Containers containers;

  private String name;

  @BeforeEach
  void start(TestInfo test) {
    ContainerImages images = ContainerImages.named();
    images.assumeTheyRun();
    if (containers == null) {
      containers = new Containers(images);
    }
    name = test.getTestMethod().orElseThrow().getName();
    containers.maac().change("{\"imports\":{\"per_minute\":100000,\"duration_ms\":0}}");
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void membersAreDeliveredAndBadOnesRejected() {
    containers.topics().create(name, PARTITIONS);
    startConnector(members());
    List<MemberRecord> members = send(1_000, 200);
    containers.topics().produce(name, "bad", "{\"line_uid\":\"no id\"}");
    containers.topics().produce(name, "worse", "no JSON");

    awaitAllCommitted();

    assertThat(idsAtMaac()).containsAll(ids(members));
    assertThat(containers.topics().deadLetters(name + "-rejected"))
        .extracting(DeadLetter::reason)
        .containsExactlyInAnyOrder(
            "line_uid: is not U and 32 lower-case hex digits", "value: is not a JSON object");
    assertThat(containers.maac().stats().path("violations")).isEmpty();
  }

  @Test
  void aListIsUploadedAndKeptInStep() {
    Set<String> ids = new TreeSet<>(IntStream.range(0, 50).mapToObj("U%032x"::formatted).toList());
    containers.maac().follow(ids);
    containers.topics().create(name, PARTITIONS, Map.of("cleanup.policy", "compact"));
    ids.forEach(id -> containers.topics().produce(name, id, "{\"line_uid\":\"%s\"}".formatted(id)));
    Map<String, String> config = common("segments");
    config.put("segment.name", name);
    config.put("segment.upload.interval.ms", "0");
    startConnector(config);
    awaitList(ids);

    String leaver = ids.iterator().next();
    containers.topics().tombstone(name, leaver);

    ids.remove(leaver);
    awaitList(ids);
  }

  @Test
  void whileMaacIsCutOffNothingIsLostOrRejected() {
    containers.topics().create(name, PARTITIONS);
    startConnector(members());
    List<MemberRecord> before = send(2_000, 50);
    awaitAllCommitted();

    containers.cutFromMaac();
    List<MemberRecord> meanwhile = send(2_100, 50);
    await("the connector to notice")
        .atMost(LIMIT)
        .until(() -> containers.workerLog().contains("retrying in"));
    assertThat(lag()).isEqualTo(50);
    assertThat(containers.rest().status(name).orElseThrow().isAll("RUNNING")).isTrue();

    containers.connectToMaac();
    awaitAllCommitted();
    assertThat(idsAtMaac()).containsAll(ids(before)).containsAll(ids(meanwhile));
    assertThat(containers.topics().deadLetters(name + "-rejected")).isEmpty();
  }

  @Test
  void aWorkerThatIsKilledGoesOnWhereItWas() {
    containers.topics().create(name, PARTITIONS);
    containers.maac().change("{\"imports\":{\"duration_ms\":3000}}");
    startConnector(members());
    List<MemberRecord> members = send(3_000, 100);
    await("an import to run")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> containers.maac().stats().path("imports_running").asInt() == 1);

    containers.killWorker();
    assertThat(lag()).isEqualTo(100);
    containers.startWorker();

    awaitAllCommitted();
    assertThat(idsAtMaac()).containsAll(ids(members));
  }

  @Test
  void theWorkerIsNobodySpecialAndShowsItsMetricsAndNoSecret() {
    containers.topics().create(name, PARTITIONS);
    startConnector(members());
    send(4_000, 10);
    awaitAllCommitted();

    InspectContainerResponse worker = containers.worker();
    assertThat(worker.getConfig().getUser()).isEqualTo("1000:1000");
    assertThat(worker.getState().getHealth().getStatus()).isEqualTo("healthy");
    assertThat(containers.workerLog()).contains("Import ").doesNotContain(Containers.TOKEN);
    assertThat(get())
        .contains("maac_records_delivered_total{connector=\"" + name)
        .doesNotContain(Containers.TOKEN);
  }

  @Test
  void aWorkerThatHangsIsUnhealthyAndRecovers() {
    containers.freezeWorker();
    try {
      awaitHealth("unhealthy");
    } finally {
      containers.thawWorker();
    }
    awaitHealth("healthy");
  }

  private static void awaitHealth(String health) {
    await("the worker to be " + health)
        .atMost(LIMIT)
        .until(() -> containers.worker().getState().getHealth().getStatus().equals(health));
  }

  private static String get() {
    try {
      HttpRequest request = HttpRequest.newBuilder(containers.metrics()).build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> members() {
    Map<String, String> config = common("members");
    config.put("import.key", "line_uid");
    config.put("imports.per.minute", "60000");
    config.put("flush.interval.ms", "200");
    return config;
  }

  private Map<String, String> common(String dataObject) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.github.linemaac.connect.MaacSinkConnector");
    config.put("topics", name);
    config.put("api.url", containers.maacUrl());
    config.put("api.allow.http", "true");
    config.put("api.token", "${env:MAAC_API_TOKEN}");
    config.put("data.object", dataObject);
    config.put("connect.timeout.ms", "1000");
    config.put("request.timeout.ms", "5000");
    config.put("retry.backoff.max.ms", "1000");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", name + "-rejected");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    return config;
  }

  private void startConnector(Map<String, String> config) {
    await("the worker to have its connectors again")
        .atMost(LIMIT)
        .until(() -> containers.rest().answers());
    containers.rest().putAndAwaitRunning(name, config);
  }

  private List<MemberRecord> send(int first, int count) {
    List<MemberRecord> members =
        IntStream.range(first, first + count).mapToObj(MemberRecord::number).toList();
    containers
        .topics()
        .produceAll(
            members.stream()
                .map(
                    member ->
                        new ProducerRecord<>(
                            name,
                            member.lineUid().getBytes(UTF_8),
                            member.json().getBytes(UTF_8))));
    return members;
  }

  private void awaitAllCommitted() {
    await("every record of " + name + " to be committed")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> lag() == 0);
  }

  private void awaitList(Set<String> ids) {
    await("the list to have %d ids".formatted(ids.size()))
        .atMost(LIMIT)
        .until(() -> ids.equals(containers.maac().segments().get(name)));
  }

  private long lag() {
    return containers.topics().lag(KafkaTopics.groupOf(name), name);
  }

  private static Set<String> idsAtMaac() {
    return containers.maac().members().stream()
        .map(member -> member.path("line_uid").asText())
        .collect(toSet());
  }

  private static Set<String> ids(List<MemberRecord> members) {
    return members.stream().map(MemberRecord::lineUid).collect(toSet());
  }
}
