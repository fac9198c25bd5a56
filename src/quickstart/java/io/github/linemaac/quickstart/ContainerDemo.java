package io.github.linemaac.quickstart;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.KafkaTopics;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.cluster.SandboxRest;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What the one-shot of {@code docker/compose.yml} runs: creates the topics and connectors of {@code
 * config/} on a broker and a worker that are there, sends them the sample records, and shows what
 * then is in the sandbox. May be run again; everything is an upsert.
 */
public final class ContainerDemo {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final int PARTITIONS = 4;
  private static final int SHOWN = 3;

  private final String brokers;
  private final ConnectRest worker;
  private final SandboxRest maac;
  private final PrintStream out;
  private Instant sentAt = Instant.now();
  private long shown;

  private ContainerDemo(Map<String, String> environment, PrintStream out) {
    this.brokers = environment.getOrDefault("BOOTSTRAP_SERVERS", "localhost:9092");
    this.worker =
        new ConnectRest(
            URI.create(environment.getOrDefault("CONNECT_URL", "http://localhost:8083")));
    this.maac =
        new SandboxRest(URI.create(environment.getOrDefault("MAAC_URL", "http://localhost:8080")));
    this.out = out;
  }

  /** Ends with status 0 if all was delivered as the files say, and with 1 otherwise. */
  public static void main(String[] args) {
    try {
      System.exit(new ContainerDemo(System.getenv(), System.out).run() ? 0 : 1);
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  private boolean run() {
    awaitThat("the broker to answer at " + brokers, () -> KafkaTopics.isServed(brokers));
    awaitThat("the worker to answer at " + worker.url(), worker::answers);
    awaitThat("the sandbox to answer at " + maac.url(), maac::answers);
    try (KafkaTopics topics = new KafkaTopics(brokers)) {
      return members(topics) && segments(topics);
    }
  }

  private boolean members(KafkaTopics topics) {
    ConnectorFile connector = connector("config/quickstart-members.json");
    prepare(topics, connector, Map.of());
    worker.put(connector.name(), connector.config());
    Path file = file("config/sample-members.jsonl");
    long sent = new RecordFile(file, List.of("line_uid")).sendTo(topics, connector.topic());
    if (!awaitEnd(topics, connector, sent, () -> maac.stats().path("members").asLong())) {
      return false;
    }
    List<JsonNode> members = maac.members();
    say("Members at MAAC: %,d. The first of them:", members.size());
    members.stream()
        .limit(SHOWN)
        .forEach(
            member ->
                say(
                    "  %s  %s  %s",
                    member.path("line_uid").asText(),
                    member.path("display_name").asText(),
                    member.path("tags")));
    return !members.isEmpty();
  }

  private boolean segments(KafkaTopics topics) {
    ConnectorFile connector = connector("config/quickstart-segments.json");
    prepare(topics, connector, Map.of("cleanup.policy", "compact"));
    Path file = file("config/sample-segments.jsonl");
    long sent =
        new RecordFile(file, List.of("segment_name", "line_uid")).sendTo(topics, connector.topic());
    worker.put(connector.name(), connector.config());
    if (!awaitEnd(topics, connector, sent, () -> maac.stats().path("segments").asLong())) {
      return false;
    }
    Map<String, Set<String>> segments = maac.segments();
    Rejections rejections = Rejections.of(topics.deadLetters(connector.deadLetterTopic()));
    boolean asDue = segments.equals(SegmentFold.of(file, rejections).segments());
    say("Segments at MAAC: %,d, %s.", segments.size(), asDue ? "as the file says" : "wrong");
    segments.forEach(
        (name, ids) ->
            say(
                "  %s  %,d members  %s ...",
                name, ids.size(), String.join(" ", ids.stream().limit(2).toList())));
    return asDue;
  }

  private void prepare(KafkaTopics topics, ConnectorFile connector, Map<String, String> settings) {
    if (!topics.exists(connector.topic())) {
      topics.create(connector.topic(), PARTITIONS, settings);
    }
    say("Topic %s, connector %s", connector.topic(), connector.name());
  }

  private boolean awaitEnd(
      KafkaTopics topics, ConnectorFile connector, long sent, LongSupplier atMaac) {
    say("Sent %,d records", sent);
    sentAt = Instant.now();
    shown = 0;
    List<String> trouble =
        new DeliveryWatch(connector, topics, worker, worker::answers, atMaac, this::progress)
            .awaitEnd();
    trouble.forEach(line -> say("%s", line));
    return trouble.isEmpty();
  }

  private void progress(DeliveryWatch.Progress progress) {
    String text =
        "  %5.1f s  at MAAC %,d  rejected %,d"
            .formatted(
                Duration.between(sentAt, Instant.now()).toMillis() / 1000.0,
                progress.confirmed(),
                progress.rejected());
    if (progress.confirmed() + progress.rejected() != shown) {
      shown = progress.confirmed() + progress.rejected();
      say("%s", text);
    }
  }

  /** The sandbox is another host, and has no certificate. */
  private ConnectorFile connector(String file) {
    return ConnectorFile.read(file(file)).withApiUrl(maac.url()).with("api.allow.http", "true");
  }

  private static Path file(String name) {
    return Project.directory().resolve(name);
  }

  private static void awaitThat(String what, BooleanSupplier condition) {
    await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .atMost(START_LIMIT)
        .until(condition::getAsBoolean);
  }

  private void say(String text, Object... args) {
    out.println(String.format(Locale.ROOT, text, args));
  }
}
