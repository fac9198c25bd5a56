package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.ConnectRest;
import io.github.linemaac.cluster.ConnectWorker;
import io.github.linemaac.cluster.KafkaBroker;
import io.github.linemaac.cluster.WorkerSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What MAAC has in the end when topics of members and lists are deleted and made anew at random,
 * while a second worker joins and leaves, and connectors are paused and restarted. At last, a topic
 * of each kind is deleted for good.
 *
 * <p>A consumer cannot tell a new topic from the old one by anything but its end. So a topic is
 * made anew with fewer records than are committed of the old one, and gets more once those are: of
 * what Kafka itself passes over, no connector can know.
 */
final class TopicsAnew {

  private static final Duration DURATION =
      Duration.ofMinutes(Integer.getInteger("benchmark.minutes", 5));
  private static final List<String> MEMBERS = List.of("members1", "members2", "members3");
  private static final List<String> LISTS = List.of("lists1", "lists2", "lists3");
  private static final int LONGEST_PAUSE_MS = 3_000;
  private static final int LONGEST_ABSENCE_MS = 6_000;
  private static final int RECORDS = 200;

  private final Trial trial;
  private final WorkerSettings settings;
  private final ConnectRest rest;
  private final BenchmarkReport report;
  private final Random random;

  /** Topics that were made anew, and of which not all is committed yet. */
  private final Set<String> young = new HashSet<>();

  private Optional<ConnectWorker> second = Optional.empty();
  private int madeAnew;
  private int joined;
  private int changes;

  private TopicsAnew(
      Trial trial, WorkerSettings settings, ConnectRest rest, BenchmarkReport report, long seed) {
    this.trial = trial;
    this.settings = settings;
    this.rest = rest;
    this.report = report;
    this.random = new Random(seed);
  }

  static Figure measure(KafkaBroker broker, BenchmarkReport report) {
    long seed = Trial.seed();
    report.title(
        "Topics deleted and recreated for %d minutes, while a worker comes and goes;"
            + " -Dbenchmark.seed=%d",
        DURATION.toMinutes(), seed);
    WorkerSettings settings = WorkerSettings.of(broker);
    try (Trial trial = Trial.begin(broker.topics(), seed);
        ConnectWorker worker = ConnectWorker.start(settings)) {
      return new TopicsAnew(trial, settings, worker.rest(), report, seed).measure();
    }
  }

  private Figure measure() {
    trial.lists().begin("list 1");
    trial.lists().begin("list 2");
    MEMBERS.forEach(trial.members()::create);
    LISTS.forEach(trial.lists()::create);
    write();
    trial.start(rest);
    long endNanos = System.nanoTime() + DURATION.toNanos();
    while (System.nanoTime() < endNanos) {
      Ticker.pause(random.nextInt(LONGEST_PAUSE_MS));
      young.removeIf(trial::isCommitted);
      write();
      blow();
      trial.checkRunning(rest);
    }
    second.ifPresent(ConnectWorker::close);
    trial.checkAll(rest);
    report.line(
        "%d times a topic was recreated, %d times a worker joined; connectors were paused or"
            + " restarted %d times: %d faults",
        madeAnew, joined, changes, trial.faults());
    deleteForGood();
    trial.tell(report);
    return trial.figure("faults: what MAAC has otherwise than the topics say");
  }

  private void write() {
    MEMBERS.stream()
        .filter(topic -> !young.contains(topic))
        .forEach(topic -> trial.members().write(topic, 1 + random.nextInt(RECORDS)));
    LISTS.stream()
        .filter(topic -> !young.contains(topic))
        .forEach(topic -> trial.lists().write(topic, 1 + random.nextInt(RECORDS)));
  }

  private void blow() {
    switch (random.nextInt(6)) {
      case 0, 1 -> remakeMembers(oneOf(MEMBERS));
      case 2, 3 -> remakeLists(oneOf(LISTS));
      case 4 -> joinOrLeave();
      default -> pauseOrRestart(oneOf(Trial.CONNECTORS));
    }
  }

  private void remakeMembers(String topic) {
    long committed = trial.leastCommitted(topic);
    if (!young.contains(topic) && committed > 1) {
      trial.members().delete(topic);
      stayAway();
      trial.members().create(topic);
      trial.members().write(topic, (int) Math.min(RECORDS, committed - 1));
      young.add(topic);
      madeAnew++;
    }
  }

  private void remakeLists(String topic) {
    if (!young.contains(topic) && trial.leastCommitted(topic) > trial.lists().firstRecords()) {
      trial.lists().delete(topic);
      stayAway();
      trial.lists().create(topic);
      young.add(topic);
      madeAnew++;
    }
  }

  /** At once as often as after a while, in which the consumer may have noticed. */
  private void stayAway() {
    if (random.nextBoolean()) {
      Ticker.pause(random.nextInt(LONGEST_ABSENCE_MS));
    }
  }

  private void joinOrLeave() {
    if (second.isEmpty()) {
      second = Optional.of(ConnectWorker.start(settings));
      joined++;
      return;
    }
    if (random.nextBoolean()) {
      second.get().stop();
    }
    second.get().close();
    second = Optional.empty();
  }

  private void pauseOrRestart(String connector) {
    changes++;
    if (random.nextBoolean()) {
      rest.restart(connector);
      return;
    }
    rest.pause(connector);
    Ticker.pause(random.nextInt(LONGEST_PAUSE_MS));
    rest.resume(connector);
  }

  /** What the other topics say goes on to MAAC, sooner or later. */
  private void deleteForGood() {
    long fromNanos = System.nanoTime();
    trial.members().delete(MEMBERS.get(0));
    trial.lists().delete(LISTS.get(0));
    MEMBERS.stream().skip(1).forEach(topic -> trial.members().write(topic, RECORDS));
    LISTS.stream().skip(1).forEach(topic -> trial.lists().write(topic, RECORDS));
    trial.checkAll(rest);
    report.line(
        "with a topic of each kind deleted for good, MAAC had what the others say after %d s",
        Duration.ofNanos(System.nanoTime() - fromNanos).toSeconds());
  }

  private String oneOf(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }
}
