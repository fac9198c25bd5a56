package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.model.Time;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Delivers one load after the other, in the order in which they were offered. Each call of {@link
 * #runOnce} makes at most one call to MAAC, so that a thread can loop over it, and a test can step
 * through it with hand-set time.
 *
 * <p>Not thread-safe: one thread, the uploader's, runs it.
 *
 * @param <L> what is delivered in one piece: a batch of members, or a list
 */
public final class Uploader<L> {
  /** Nothing to do before a load is offered. */
  private static final long IDLE_MS = 60_000;

  private final UploadQueue<L> outbox;
  private final MaacApi api;
  private final Function<L, UploadStateMachine> procedures;
  private final Time time;
  private Optional<UploadStateMachine> procedure = Optional.empty();
  private boolean failed;

  /**
   * An uploader with nothing under way.
   *
   * @param procedures begins the procedure of a load
   */
  public Uploader(
      final UploadQueue<L> outbox,
      final MaacApi api,
      final Function<L, UploadStateMachine> procedures,
      final Time time) {
    this.outbox = outbox;
    this.api = api;
    this.procedures = procedures;
    this.time = time;
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
      procedure = outbox.take().map(procedures);
    }
    if (procedure.isEmpty()) {
      return IDLE_MS;
    }
    procedure.get().revoke(outbox.takeRevoked());
    return run(procedure.get());
  }

  /** Whether nothing more is delivered until the task is restarted. */
  boolean hasFailed() {
    return failed;
  }

  private long run(final UploadStateMachine current) {
    final Step step = current.next(time.monotonicMs());
    if (step instanceof Step.Call call) {
      final HttpReply answer = api.call(call.request());
      outbox.post(current.answered(answer, time.monotonicMs()));
      return 0;
    }
    if (step instanceof Step.WaitUntil until) {
      outbox.post(until.outcomes());
      return Math.max(1, until.ms() - time.monotonicMs());
    }
    procedure = Optional.empty();
    if (step instanceof Step.Done done) {
      outbox.post(done.outcomes());
    }
    if (step instanceof Step.Fail fail) {
      failed = true;
      outbox.post(List.of(new Outcome.Failed(fail.message())));
    }
    outbox.finish();
    return 0;
  }
}
