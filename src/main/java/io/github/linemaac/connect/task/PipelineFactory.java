package io.github.linemaac.connect.task;

import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.BackPressure;
import io.github.linemaac.connect.config.DataObject;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings.Mode;
import io.github.linemaac.connect.http.OkHttpMaac;
import io.github.linemaac.connect.metrics.MeteredMaac;
import io.github.linemaac.connect.segments.SegmentStateMachines;
import io.github.linemaac.connect.upload.AccountSlots;
import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.ImportSlot;
import io.github.linemaac.connect.upload.ImportStateMachines;
import io.github.linemaac.connect.upload.UploadQueue;
import io.github.linemaac.connect.upload.Uploader;
import io.github.linemaac.connect.upload.UploaderThread;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of a pipeline together. */
public final class PipelineFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineFactory.class);

  /** One batch in flight, one waiting, and room to gather the next two. */
  private static final int BATCHES_HELD = 4;

  private static final long MAX_HELD_BYTES = 128L << 20;

  private PipelineFactory() {}

  /** A pipeline that delivers to the account of the configuration. */
  public static Pipeline start(
      final MaacConfig config,
      final String name,
      final String version,
      final TaskEnvironment environment) {
    if (environment.reporter().isEmpty() && config.members().skipsInvalid()) {
      LOG.warn(
          "There is no dead-letter queue: rejected records are logged by their coordinates and"
              + " passed over. Set errors.tolerance=all and errors.deadletterqueue.topic.name to"
              + " keep them");
    }
    final OkHttpMaac client = new OkHttpMaac(config.api(), version);
    final MaacApi api = new MeteredMaac(client, environment.metrics());
    final UploadQueue queue = new UploadQueue();
    final Uploader uploader = new Uploader(queue, api, environment.time());
    final String thread = "maac-uploader-" + name;
    if (config.dataObject() == DataObject.SEGMENTS) {
      return ofSegments(
          config, UploaderThread.start(thread, queue, uploader, api::close), environment);
    }
    final ImportSlot slot = AccountSlots.join(config.api());
    final Runnable letGo =
        () -> {
          slot.close();
          api.close();
        };
    return ofMembers(
        config,
        UploaderThread.start(thread, queue, uploader, letGo),
        slot,
        Optional.of(client.exports(UnmatchedRows.MAX_WAIT_MS)),
        environment);
  }

  /** Members, on top of any delivery, where the account is shared with nobody. */
  public static Pipeline ofMembers(
      final MaacConfig config, final Delivery delivery, final TaskEnvironment environment) {
    return ofMembers(config, delivery, AccountSlots.alone(), Optional.empty(), environment);
  }

  /**
   * Members, on top of any delivery.
   *
   * @param slot the connector's part in the account's import slot
   * @param exports where MAAC's lists of unmatched members are fetched, if that is possible
   */
  public static Pipeline ofMembers(
      final MaacConfig config,
      final Delivery delivery,
      final ImportSlot slot,
      final Optional<Exports> exports,
      final TaskEnvironment environment) {
    final ImportStateMachines imports =
        ImportStateMachines.of(
            config, slot, environment.random(), environment.time().monotonicMs());
    return pipeline(
        config,
        new MemberStage(config, imports, delivery, exports, environment),
        delivery,
        environment);
  }

  /** Segments, on top of any delivery. */
  public static Pipeline ofSegments(
      final MaacConfig config, final Delivery delivery, final TaskEnvironment environment) {
    final SegmentStateMachines uploads =
        SegmentStateMachines.of(config, environment.random(), environment.time());
    final Logger catchUpLog = LoggerFactory.getLogger(CatchUpLog.class);
    final DeliveryStage stage =
        config.segments().mode() == Mode.SNAPSHOT
            ? new SnapshotStage(
                config,
                uploads,
                delivery,
                SnapshotLog.of(LoggerFactory.getLogger(SnapshotLog.class), catchUpLog),
                environment)
            : new SegmentStage(
                config, uploads, delivery, CatchUpLog.ofLists(catchUpLog), environment);
    return pipeline(config, stage, delivery, environment);
  }

  private static Pipeline pipeline(
      final MaacConfig config,
      final DeliveryStage stage,
      final Delivery delivery,
      final TaskEnvironment environment) {
    final Optional<Stage> scheduled =
        config
            .schedule()
            .schedule()
            .map(
                schedule ->
                    new ScheduledStage(
                        stage, schedule, WindowLog.of(schedule), delivery, environment));
    return new Pipeline(
        scheduled.orElse(stage), stage, backPressure(config), delivery, environment);
  }

  private static BackPressure backPressure(final MaacConfig config) {
    return new BackPressure(
        (long) BATCHES_HELD * config.delivery().batchMaxRecords(), MAX_HELD_BYTES);
  }
}
