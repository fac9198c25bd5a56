package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.model.Time;
import java.util.List;
import java.util.Optional;

/**
 * Delivers one load after the other, in the order in which they were offered. Each call of {@link
 * #runOnce} makes at most one call to MAAC, so that a thread can loop over it, and a test can step
 * through it with hand-set time.
 *
 * <p>Not thread-safe: one thread, the uploader's, runs it.
 */
public final class Uploader {
  /** Nothing to do before a load is offered. */
  private static final long IDLE_MS = 60_000;

  private final UploadQueue queue;
  private final MaacApi api;
  private final Time time;
  private Optional<UploadStateMachine> underWay = Optional.empty();
  private boolean failed;

  /** An uploader with nothing under way. */
  public Uploader(final UploadQueue queue, final MaacApi api, final Time time) {
    this.queue = queue;
    this.api = api;
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
    if (underWay.isEmpty()) {
      underWay = queue.take();
    }
    if (underWay.isEmpty()) {
      return IDLE_MS;
    }
    underWay.get().revoke(queue.takeRevoked());
    return run(underWay.get());
  }

  /** Whether nothing more is delivered until the task is restarted. */
  boolean hasFailed() {
    return failed;
  }

  private long run(final UploadStateMachine current) {
    final Step step = current.next(time.monotonicMs());
    if (step instanceof Step.Call call) {
      final HttpReply answer = api.call(call.request());
      queue.post(current.answered(answer, time.monotonicMs()));
      return 0;
    }
    if (step instanceof Step.WaitUntil until) {
      queue.post(until.outcomes());
      return Math.max(1, until.ms() - time.monotonicMs());
    }
    underWay = Optional.empty();
    if (step instanceof Step.Done done) {
      queue.post(done.outcomes());
      queue.finish(done.nextMs());
    }
    if (step instanceof Step.Fail fail) {
      failed = true;
      queue.post(List.of(new Outcome.Failed(fail.message())));
      queue.finish(0);
    }
    return 0;
  }
}
