package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.sandbox.MemberField;
import io.github.linemaac.connect.task.Intake;
import io.github.linemaac.connect.task.Pipeline;
import io.github.linemaac.connect.task.PipelineFactory;
import io.github.linemaac.connect.task.TaskMetrics;
import io.github.linemaac.connect.upload.Outbox;
import io.github.linemaac.connect.upload.SteppedDelivery;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A world with a connector that delivers members. */
final class MemberWorld extends World<MemberEntry> {
  private final MemberProducer producer = new MemberProducer(this);
  private final MemberBooks books = new MemberBooks(this);
  private ImportWatch imports = new ImportWatch(this);

  MemberWorld() {
    super("members");
    configure("import.key", ImportKey.LINE_UID.jsonName());
    // The import key decides; that MAAC creates nobody by customer_id would only hide records.
    sandbox().settings().imports.keysThatCreate = EnumSet.allOf(MemberField.class);
    MemberProducer.makePicky(sandbox().imports());
  }

  MemberProducer producer() {
    return producer;
  }

  ImportKey importKey() {
    return ImportKey.valueOf(configured("import.key").toUpperCase(Locale.ROOT));
  }

  @Override
  Pipeline start(final MaacConfig started, final Intake intake, final TaskMetrics metrics) {
    final Outbox<Batch> outbox = PipelineFactory.memberOutbox(started);
    imports = new ImportWatch(this);
    final MaacApi api = new SimulatedMaac(sandbox(), time(), dice(), imports);
    final SteppedDelivery<Batch> delivery =
        new SteppedDelivery<>(
            outbox,
            PipelineFactory.memberUploader(started, outbox, api, dice(), time().clock()),
            time().clock());
    steps(delivery);
    return PipelineFactory.memberPipeline(
        started,
        delivery,
        deadLetters().reporter(),
        intake,
        metrics,
        time().clock(),
        time().wallMs());
  }

  @Override
  public void assigns(final Collection<TopicPartition> partitions) {
    imports.readAgain(partitions);
  }

  @Override
  public void readsAgain(final Collection<TopicPartition> partitions) {
    imports.readAgain(partitions);
  }

  @Override
  void isCut(final TopicPartition partition, final long offset) {
    books.isCut(partition, offset);
  }

  /** What nobody wants delivered, need not be. */
  @Override
  void isAltered(final PartitionLog<MemberEntry> log, final long from, final long to) {
    books.waive(log.before(to).stream().filter(entry -> entry.offset() >= from).toList());
  }

  @Override
  void taskHasFailed(final String message) {
    sandbox().imports().abandonRunning(time().trueWallMs());
  }

  @Override
  void check() {
    // What is sent is checked as it is sent, and what is committed as it is committed.
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
        .forEach(log -> producer.produce(MemberEntry.Kind.GOOD, 0, log));
  }

  @Override
  void checkBalance() {
    books.checkBalance();
  }
}
