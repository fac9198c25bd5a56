package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.support.HandSetClock;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The uploader without its thread: steps when it is told to, in hand-set time. */
public final class SteppedDelivery<L> implements Delivery<L> {
  private final UploadQueue<L> outbox;
  private final Uploader<L> uploader;
  private final HandSetClock clock;
  private long nextRunMs;
  private boolean isRunning;
  private boolean isClosed;

  public SteppedDelivery(
      final UploadQueue<L> outbox, final Uploader<L> uploader, final HandSetClock clock) {
    this.outbox = outbox;
    this.uploader = uploader;
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
  public void offer(final L load) {
    final boolean idle = !outbox.isUnderWay();
    outbox.offer(load);
    if (idle) {
      nextRunMs = clock.monotonicMs();
    }
  }

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {
    outbox.revoke(partitions);
  }

  @Override
  public List<Outcome> drain() {
    return outbox.drain();
  }

  @Override
  public boolean isUnderWay() {
    return outbox.isUnderWay();
  }

  @Override
  public void awaitOutcome(final long timeoutMs) {
    final long untilMs = clock.monotonicMs() + timeoutMs;
    while (clock.monotonicMs() < untilMs && !outbox.awaitOutcome(0)) {
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
