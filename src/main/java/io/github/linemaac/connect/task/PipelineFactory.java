package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.OkHttpMaac;
import io.github.linemaac.connect.batching.BatchLimits;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.batching.Valve;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.mapping.MemberMapper;
import io.github.linemaac.connect.upload.Backoff;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outbox;
import io.github.linemaac.connect.upload.Uploader;
import io.github.linemaac.connect.upload.UploaderThread;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a pipeline together. */
public final class PipelineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineFactory.class);

  /** MAAC OpenAPI, import contacts: 10 MB, unit not said. */
  private static final int MAX_BODY_BYTES = 10_000_000;

  /** What the records of one batch may hold, by estimate: a body of 10 MB and its raw records. */
  private static final long MAX_BATCH_HELD_BYTES = 48L << 20;

  /** One batch in flight, one waiting, and room to gather the next two. */
  private static final int BATCHES_HELD = 4;

  private static final long MAX_HELD_BYTES = 128L << 20;

  private PipelineFactory() {}

  /** A pipeline that delivers to the account of the configuration. */
  public static Pipeline start(
      final MaacConfig config,
      final String name,
      final String version,
      final Optional<ErrantRecordReporter> reporter,
      final Intake intake) {
    if (reporter.isEmpty() && config.members().skipsInvalid()) {
      LOG.warn(
          "There is no dead-letter queue: rejected records are logged by their coordinates and"
              + " passed over. Set errors.tolerance=all and errors.deadletterqueue.topic.name to keep"
              + " them");
    }
    final LongSupplier clockMs = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    final ImportWriter writer = writer(config);
    final MaacApi api = new OkHttpMaac(config.api(), version);
    final Outbox outbox = new Outbox(writer);
    final Uploader uploader =
        uploader(config, writer, outbox, api, RandomGenerator.getDefault(), clockMs);
    final Delivery delivery = UploaderThread.start("maac-uploader-" + name, outbox, uploader, api);
    return pipeline(config, writer, delivery, reporter, intake, clockMs);
  }

  /** The writer of import bodies for a configuration. */
  public static ImportWriter writer(final MaacConfig config) {
    return new ImportWriter(config.members().importKey(), config.members().tags());
  }

  /** The uploader for a configuration, to be run by a thread or stepped by a test. */
  public static Uploader uploader(
      final MaacConfig config,
      final ImportWriter writer,
      final Outbox outbox,
      final MaacApi api,
      final RandomGenerator random,
      final LongSupplier clockMs) {
    final DeliverySettings settings = config.delivery();
    return new Uploader(
        outbox,
        api,
        config.members().importKey(),
        writer,
        settings,
        new Backoff(settings.retryBackoffMs(), settings.retryBackoffMaxMs(), random),
        clockMs);
  }

  /** The pipeline for a configuration, on top of any delivery. */
  public static Pipeline pipeline(
      final MaacConfig config,
      final ImportWriter writer,
      final Delivery delivery,
      final Optional<ErrantRecordReporter> reporter,
      final Intake intake,
      final LongSupplier clockMs) {
    final int maxRows = config.delivery().batchMaxRecords();
    final BatchLimits limits =
        new BatchLimits(
            maxRows, MAX_BODY_BYTES, MAX_BATCH_HELD_BYTES, config.delivery().flushIntervalMs());
    return new Pipeline(
        new MemberMapper(config.members(), config.fields()),
        writer,
        new Batcher(limits, writer),
        new Valve((long) BATCHES_HELD * maxRows, MAX_HELD_BYTES),
        delivery,
        new DeadLetters(reporter, config.members().skipsInvalid()),
        intake,
        clockMs);
  }
}
