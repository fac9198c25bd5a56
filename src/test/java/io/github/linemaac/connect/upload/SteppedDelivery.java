package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.support.HandSetClock;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The uploader without its thread: steps when it is told to, in hand-set time. */
public final class SteppedDelivery implements Delivery {
  private final UploadQueue queue = new UploadQueue();
  private final Uploader uploader;
  private final HandSetClock clock;
  private long nextRunMs;
  private boolean isRunning;
  private boolean isClosed;

  public SteppedDelivery(final MaacApi api, final HandSetClock clock) {
    this.uploader = new Uploader(queue, api, clock);
    this.clock = clock;
  }

  /** Does what is due by now, in at most so many steps. */
  public void runDue(final int maxSteps) {
    if (isRunning) {
      // Called back from within a step: the uploader has one thread.
      return;
    }
    isRunning = true;
    try {
      for (int i = 0; i < maxSteps && !isClosed && nextRunMs <= clock.monotonicMs(); i++) {
        final long waitMs = uploader.runOnce();
        nextRunMs = clock.monotonicMs() + waitMs;
      }
    } finally {
      isRunning = false;
    }
  }

  /** When there is something to do next. */
  public long nextRunMs() {
    return nextRunMs;
  }

  @Override
  public void offer(final UploadStateMachine load) {
    final boolean idle = !queue.isUnderWay();
    queue.offer(load);
    if (idle) {
      nextRunMs = clock.monotonicMs();
    }
  }

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {
    queue.revoke(partitions);
  }

  @Override
  public List<Outcome> drain() {
    return queue.drain();
  }

  @Override
  public boolean isUnderWay() {
    return queue.isUnderWay();
  }

  @Override
  public long nextMs() {
    return queue.nextMs();
  }

  @Override
  public void awaitOutcome(final long timeoutMs) {
    final long untilMs = clock.monotonicMs() + timeoutMs;
    while (clock.monotonicMs() < untilMs && !queue.awaitOutcome(0)) {
      runDue(1);
      if (isRunning) {
        clock.advance(untilMs - clock.monotonicMs());
      } else if (nextRunMs > clock.monotonicMs()) {
        clock.advance(Math.min(nextRunMs, untilMs) - clock.monotonicMs());
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
