package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.simulation.SegmentEntry.Kind;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.SinkContext;
import io.github.linemaac.connect.task.TaskEnvironment;
import io.github.linemaac.connect.upload.SteppedDelivery;
import io.github.linemaac.sandbox.Sandbox;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A world with a connector that keeps lists. */
final class SegmentWorld extends World<SegmentEntry> {
  /** Slow reads are refreshed more often than any {@code segment.baseline.lag.ms} of a history. */
  private static final long REFRESH_MS = 18_000;

  private final SegmentBooks books = new SegmentBooks(this);
  private final Set<Integer> lists = new LinkedHashSet<>();
  private long refreshedMs;

  /** Nobody else has so high a number. */
  private int newcomer = 1_000;

  private boolean wasRenamed;

  SegmentWorld() {
    super("segments", new Sandbox(), new SimulatedTime());
    configure("segment.max.shrink.percent", "100");
    configure("segment.max.shrink.ids", "0");
    sandbox().settings().segments.dropsUnknownContacts = false;
  }

  /** The name of a list by its number. */
  static String name(final int list) {
    return "list " + list;
  }

  /** Somebody gives a list another name. */
  void isRenamed(final int list) {
    wasRenamed = true;
    isTouched(list);
  }

  /** Somebody else changes a list in MAAC. */
  void isTouched(final int list) {
    books.isTouched(name(list));
  }

  /** The lists that records are about. */
  Set<String> lists() {
    return lists.stream().map(SegmentWorld::name).collect(Collectors.toSet());
  }

  /** What the guard of the task that lives allows. */
  int maxShrinkPercent() {
    return Integer.parseInt(configured("segment.max.shrink.percent"));
  }

  /** Whether MAAC may show something older than what it has. */
  boolean readsMayBeOld() {
    final var segments = sandbox().settings().segments;
    return segments.staleReads || !segments.listsNewAtOnce || segments.readyAfterMs > 0;
  }

  /** Whether a restart reads the whole topic again. */
  boolean isTopicBaseline() {
    return !configured("segment.baseline").equals("maac");
  }

  void produce(final Kind kind, final int person, final int list, final int topic) {
    produce(kind, person, list, logFor(topic, person * 31 + list));
  }

  private void produce(
      final Kind kind, final int person, final int list, final PartitionLog<SegmentEntry> log) {
    final SegmentEntry entry =
        new SegmentEntry(
            topics().count(),
            kind,
            log.partition(),
            log.end(),
            stampMs(),
            name(list),
            TestRecords.lineUid(person));
    if (!entry.isAboutEach()) {
      lists.add(list);
    }
    topics().produced(log, entry);
  }

  @Override
  Started start(final MaacConfig started, final SinkContext intake, final TaskMetrics metrics) {
    return start(this, started, intake, metrics);
  }

  /** Starts a task that keeps lists in some world, whose books are looked at after each call. */
  static Started start(
      final World<?> world,
      final MaacConfig started,
      final SinkContext intake,
      final TaskMetrics metrics) {
    final MaacApi api =
        new SimulatedMaac(
            world,
            new SimulatedMaac.Watch() {
              @Override
              public void isTold(final Request request, final HttpReply answer) {
                world.check();
              }
            });
    final SteppedDelivery delivery = new SteppedDelivery(api, world.time().clock());
    return new Started(
        PipelineFactory.ofSegments(
            started,
            delivery,
            new TaskEnvironment(
                world.deadLetters().reporter(),
                intake,
                metrics,
                world.time().clock(),
                world.dice())),
        delivery);
  }

  /** Changes to MAAC's list are no less whole when only some partitions have come back. */
  @Override
  void assigns(final Collection<TopicPartition> partitions) {
    if (isTopicBaseline() || partitions.size() == topics().partitions().size()) {
      books.assigned(partitions);
    }
  }

  @Override
  void readsAgain(final Collection<TopicPartition> partitions) {
    // What is read again says the same.
  }

  @Override
  void isCut(final TopicPartition partition, final long offset) {
    books.isCut(partition, offset);
  }

  @Override
  void isPassedOver(final List<SegmentEntry> entries) {
    books.isPassedOver(entries);
  }

  @Override
  void hasZombie(final boolean exists) {
    books.hasZombie(exists);
  }

  /** Every list goes on changing. */
  @Override
  void produceSomething() {
    final int list = dice().nextInt(Math.max(1, lists.size()));
    produce(dice().onceIn(3) ? Kind.LEAVES : Kind.JOINS, dice().nextInt(50), list, 0);
  }

  @Override
  void taskHasFailed(final String message) {
    if (message.contains("exists more than once")) {
      lists()
          .forEach(
              list -> {
                books.isTouched(list);
                sandbox().segments().keepOneNamed(list);
              });
    }
    // Whatever it was, it is over when the task starts again.
    sandbox().segments().excludeNone();
  }

  @Override
  void check() {
    books.checkUploads();
    if (time().trueWallMs() - refreshedMs >= REFRESH_MS) {
      refreshReads();
    }
  }

  private void refreshReads() {
    refreshedMs = time().trueWallMs();
    sandbox().segments().refreshReads(refreshedMs);
  }

  @Override
  void checkCommitted(final Map<TopicPartition, Long> offsets) {
    books.checkCommitted(offsets);
  }

  @Override
  void prepareEnd() {
    // A task can only know that a partition was cut by what comes after.
    topics().logs().stream()
        .filter(log -> log.history() > 0)
        .forEach(log -> produce(Kind.JOINS, 0, 0, log));
    if (wasRenamed) {
      // A list that has another name is another list for the next task that sees it.
      refreshReads();
      lives().restart(1_000);
    }
    newcomer++;
    for (final int list : lists) {
      if (books.wasTouched(name(list)) || (!isTopicBaseline() && books.changes().keepsTheLast())) {
        // What somebody else has done is put right with the next change; and the last who have left
        // a list of MAAC are never committed, unless somebody joins it who does not leave again.
        produce(Kind.JOINS, newcomer, list, 0);
      }
    }
  }

  @Override
  void checkBalance() {
    books.checkBalance();
  }
}
