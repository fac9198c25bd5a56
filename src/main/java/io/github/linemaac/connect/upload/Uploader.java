package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Delivers one batch after the other, in the order in which they were offered. Each call of {@link
 * #runOnce} makes at most one call to MAAC, so that a thread can loop over it, and a test can step
 * through it with hand-set time.
 *
 * <p>Not thread-safe: one thread, the uploader's, runs it.
 */
public final class Uploader {
  /** Nothing to do before a batch is offered. */
  private static final long IDLE_MS = 60_000;

  private final Outbox outbox;
  private final MaacApi api;
  private final ImportKey importKey;
  private final ImportWriter writer;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private final Pace pace;
  private final LongSupplier clockMs;
  private Optional<ImportProcedure> procedure = Optional.empty();
  private boolean failed;

  /**
   * An uploader with nothing under way.
   *
   * @param clockMs a clock that never goes back, in milliseconds
   */
  public Uploader(
      final Outbox outbox,
      final MaacApi api,
      final ImportKey importKey,
      final ImportWriter writer,
      final DeliverySettings settings,
      final Backoff backoff,
      final LongSupplier clockMs) {
    this.outbox = outbox;
    this.api = api;
    this.importKey = importKey;
    this.writer = writer;
    this.settings = settings;
    this.backoff = backoff;
    this.pace = new Pace(settings.importsPerMinute());
    this.clockMs = clockMs;
  }

  /**
   * Does what is to be done now.
   *
   * @return how long until there may be more to do, in milliseconds; 0: at once
   */
  public long runOnce() {
    if (failed) {
      return IDLE_MS;
    }
    if (procedure.isEmpty()) {
      procedure = outbox.take().map(this::begin);
    }
    if (procedure.isEmpty()) {
      return IDLE_MS;
    }
    final Set<TopicPartition> revoked = outbox.takeRevoked();
    procedure.get().revoke(revoked);
    return run(procedure.get());
  }

  private ImportProcedure begin(final Batch batch) {
    return new ImportProcedure(batch, importKey, settings, writer, backoff, pace);
  }

  private long run(final ImportProcedure current) {
    final Step step = current.next(clockMs.getAsLong());
    if (step instanceof Step.Call call) {
      final Answer answer = api.call(call.request());
      outbox.post(current.answered(answer, clockMs.getAsLong()));
      return 0;
    }
    if (step instanceof Step.WaitUntil until) {
      return Math.max(1, until.ms() - clockMs.getAsLong());
    }
    procedure = Optional.empty();
    if (step instanceof Step.Fail fail) {
      failed = true;
      outbox.post(List.of(new Outcome.Failed(fail.message())));
    }
    outbox.finish();
    return 0;
  }
}
