package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.BackPressure;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.BatchLimits;
import io.github.linemaac.connect.batching.Batcher;
import io.github.linemaac.connect.config.DataObject;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings.Baseline;
import io.github.linemaac.connect.http.OkHttpMaac;
import io.github.linemaac.connect.mapping.MemberMapper;
import io.github.linemaac.connect.mapping.SegmentMapper;
import io.github.linemaac.connect.metrics.MeteredMaac;
import io.github.linemaac.connect.metrics.MetricsRegistry;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.segments.SegmentStateMachines;
import io.github.linemaac.connect.upload.AccountSlots;
import io.github.linemaac.connect.upload.Backoff;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.ImportSlot;
import io.github.linemaac.connect.upload.ImportStateMachines;
import io.github.linemaac.connect.upload.UploadQueue;
import io.github.linemaac.connect.upload.Uploader;
import io.github.linemaac.connect.upload.UploaderThread;
import java.util.Optional;
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
      final MetricsRegistry registry,
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext intake) {
    if (reporter.isEmpty() && config.members().skipsInvalid()) {
      LOG.warn(
          "There is no dead-letter queue: rejected records are logged by their coordinates and"
              + " passed over. Set errors.tolerance=all and errors.deadletterqueue.topic.name to keep"
              + " them");
    }
    final Time time = new SystemTime();
    final TaskMetrics metrics = new TaskMetrics(registry, time);
    final OkHttpMaac client = new OkHttpMaac(config.api(), version);
    final MaacApi api = new MeteredMaac(client, metrics);
    final String thread = "maac-uploader-" + name;
    final RandomGenerator random = RandomGenerator.getDefault();
    if (config.dataObject() == DataObject.SEGMENTS) {
      final UploadQueue<SegmentUpload> outbox = segmentOutbox();
      final Uploader<SegmentUpload> uploader = segmentUploader(config, outbox, api, random, time);
      return segmentPipeline(
          config,
          UploaderThread.start(thread, outbox, uploader, api::close),
          reporter,
          intake,
          metrics,
          time);
    }
    final UploadQueue<Batch> outbox = memberOutbox(config);
    final ImportSlot slot = AccountSlots.join(config.api());
    final Uploader<Batch> uploader = memberUploader(config, outbox, api, slot, random, time);
    return memberPipeline(
        config,
        UploaderThread.start(
            thread,
            outbox,
            uploader,
            () -> {
              slot.close();
              api.close();
            }),
        Optional.of(client.exports(UnmatchedRows.MAX_WAIT_MS)),
        reporter,
        intake,
        metrics,
        time);
  }

  private static ImportWriter writer(final MaacConfig config) {
    return new ImportWriter(config.members().importKey(), config.members().tags());
  }

  private static Backoff backoff(final MaacConfig config, final RandomGenerator random) {
    return new Backoff(
        config.delivery().retryBackoffMs(), config.delivery().retryBackoffMaxMs(), random);
  }

  /** What passes between the two threads, for members. */
  public static UploadQueue<Batch> memberOutbox(final MaacConfig config) {
    final ImportWriter writer = writer(config);
    return new UploadQueue<>(
        (batch, partitions) ->
            Optional.of(batch.without(partitions, writer)).filter(kept -> !kept.isEmpty()));
  }

  /** What passes between the two threads, for segments: a list with a hole is none. */
  public static UploadQueue<SegmentUpload> segmentOutbox() {
    return new UploadQueue<>((upload, partitions) -> Optional.empty());
  }

  /** The uploader of members that shares its account with nobody, to be stepped by a test. */
  public static Uploader<Batch> memberUploader(
      final MaacConfig config,
      final UploadQueue<Batch> outbox,
      final MaacApi api,
      final RandomGenerator random,
      final Time time) {
    return memberUploader(config, outbox, api, AccountSlots.alone(), random, time);
  }

  /** The uploader of members, to be run by a thread or stepped by a test. */
  public static Uploader<Batch> memberUploader(
      final MaacConfig config,
      final UploadQueue<Batch> outbox,
      final MaacApi api,
      final ImportSlot slot,
      final RandomGenerator random,
      final Time time) {
    return new Uploader<>(
        outbox,
        api,
        new ImportStateMachines(
            config.members().importKey(),
            config.delivery(),
            writer(config),
            backoff(config, random),
            slot,
            time.monotonicMs()),
        time);
  }

  /** The uploader of segments, to be run by a thread or stepped by a test. */
  public static Uploader<SegmentUpload> segmentUploader(
      final MaacConfig config,
      final UploadQueue<SegmentUpload> outbox,
      final MaacApi api,
      final RandomGenerator random,
      final Time time) {
    return new Uploader<>(
        outbox,
        api,
        new SegmentStateMachines(
            config.segments(), config.delivery(), backoff(config, random), time),
        time);
  }

  /** The pipeline of members, on top of any delivery, where no list of MAAC's can be fetched. */
  public static Pipeline memberPipeline(
      final MaacConfig config,
      final Delivery<Batch> delivery,
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext intake,
      final TaskMetrics metrics,
      final Time time) {
    return memberPipeline(config, delivery, Optional.empty(), reporter, intake, metrics, time);
  }

  /**
   * The pipeline of members, on top of any delivery.
   *
   * @param exports where MAAC's lists of unmatched members are fetched, if that is possible
   */
  public static Pipeline memberPipeline(
      final MaacConfig config,
      final Delivery<Batch> delivery,
      final Optional<Exports> exports,
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext intake,
      final TaskMetrics metrics,
      final Time time) {
    final ImportWriter writer = writer(config);
    final BatchLimits limits =
        new BatchLimits(
            config.delivery().batchMaxRecords(),
            MAX_BODY_BYTES,
            MAX_BATCH_HELD_BYTES,
            config.delivery().flushIntervalMs());
    final DeadLetters deadLetters = deadLetters(config, reporter, metrics);
    final Stage stage =
        new MemberStage(
            new MemberMapper(config.members(), config.fields(), config.values()),
            writer,
            new Batcher(limits, writer),
            delivery,
            deadLetters,
            new UnmatchedRows(
                exports.filter(any -> config.members().reportsUnmatched()), deadLetters, time),
            metrics,
            time);
    return pipeline(config, stage, true, delivery, WatchedIntake.of(intake), metrics, time);
  }

  /** The pipeline of segments, on top of any delivery. */
  public static Pipeline segmentPipeline(
      final MaacConfig config,
      final Delivery<SegmentUpload> delivery,
      final Optional<ErrantRecordReporter> reporter,
      final SinkContext intake,
      final TaskMetrics metrics,
      final Time time) {
    final WatchedIntake watched = WatchedIntake.of(intake);
    final Stage stage =
        new SegmentStage(
            new SegmentMapper(config.segments(), config.fields(), config.values()),
            config.segments(),
            delivery,
            deadLetters(config, reporter, metrics),
            CatchUpLog.ofLists(LoggerFactory.getLogger(CatchUpLog.class)),
            watched,
            time);
    // What MAAC has is read from before what was delivered, so offsets say nothing of it.
    final boolean offsetsTell = config.segments().baseline() == Baseline.TOPIC;
    return pipeline(config, stage, offsetsTell, delivery, watched, metrics, time);
  }

  private static Pipeline pipeline(
      final MaacConfig config,
      final Stage stage,
      final boolean offsetsTell,
      final Delivery<?> delivery,
      final WatchedIntake intake,
      final TaskMetrics metrics,
      final Time time) {
    final Optional<Stage> scheduled =
        config
            .schedule()
            .schedule()
            .map(
                schedule ->
                    new ScheduledStage(
                        stage,
                        schedule,
                        WindowLog.of(schedule),
                        offsetsTell,
                        delivery,
                        intake,
                        time));
    return new Pipeline(scheduled.orElse(stage), valve(config), delivery, intake, metrics, time);
  }

  private static BackPressure valve(final MaacConfig config) {
    return new BackPressure(
        (long) BATCHES_HELD * config.delivery().batchMaxRecords(), MAX_HELD_BYTES);
  }

  private static DeadLetters deadLetters(
      final MaacConfig config,
      final Optional<ErrantRecordReporter> reporter,
      final TaskMetrics metrics) {
    return new DeadLetters(reporter, config.members().skipsInvalid(), metrics);
  }
}
