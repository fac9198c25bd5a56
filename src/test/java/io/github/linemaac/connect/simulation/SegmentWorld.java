package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.SegmentUpload;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.simulation.SegmentEntry.Kind;
import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.TaskMetrics;
import io.github.linemaac.connect.upload.Outbox;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A world with a connector that keeps lists. */
final class SegmentWorld extends World<SegmentEntry> {
  private final SegmentBooks books = new SegmentBooks(this);
  private final Set<String> lists = new LinkedHashSet<>();

  SegmentWorld() {
    super("segments");
    configure("segment.max.shrink.percent", "100");
    sandbox().settings().segments.dropsUnknownContacts = false;
  }

  /** The lists that records are about. */
  Set<String> lists() {
    return lists;
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
    final String name = "list " + list;
    lists.add(name);
    topics()
        .produced(
            log,
            new SegmentEntry(
                topics().count(),
                kind,
                log.partition(),
                log.end(),
                time().trueWallMs(),
                name,
                TestRecords.lineUid(person)));
  }

  @Override
  Pipeline start(final MaacConfig started, final Intake intake, final TaskMetrics metrics) {
    final Outbox<SegmentUpload> outbox = PipelineFactory.segmentOutbox();
    final MaacApi api = new SimulatedMaac(sandbox(), time(), dice(), SimulatedMaac.Watch.NONE);
    final SteppedDelivery<SegmentUpload> delivery =
        new SteppedDelivery<>(
            outbox,
            PipelineFactory.segmentUploader(
                started, outbox, api, dice(), time().clock(), time().wallMs()),
            time().clock());
    steps(delivery);
    return PipelineFactory.segmentPipeline(
        started,
        delivery,
        deadLetters().reporter(),
        intake,
        metrics,
        time().clock(),
        time().wallMs());
  }

  /** Changes to MAAC's list are no less whole when only some partitions have come back. */
  @Override
  public void assigns(final Collection<TopicPartition> partitions) {
    if (isTopicBaseline() || partitions.size() == topics().partitions().size()) {
      books.assigned(partitions);
    }
  }

  @Override
  public void readsAgain(final Collection<TopicPartition> partitions) {
    // What is read again says the same.
  }

  @Override
  void isCut(final TopicPartition partition, final long offset) {
    books.isCut(partition, offset);
  }

  @Override
  void isAltered(final PartitionLog<SegmentEntry> log, final long from, final long to) {
    books.isAltered(log.before(to).stream().filter(entry -> entry.offset() >= from).toList());
  }

  @Override
  void taskHasFailed(final String message) {
    // Whatever it was, it is over when the task starts again.
  }

  @Override
  void check() {
    books.checkUploads();
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
    if (!isTopicBaseline()) {
      // The last who have left a list of MAAC are never committed, unless somebody joins it.
      for (int list = 0; list < lists.size(); list++) {
        produce(Kind.JOINS, 0, list, 0);
      }
    }
  }

  @Override
  void checkBalance() {
    books.checkBalance();
  }
}
