package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.support.HandSetClock;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The uploader without its thread: steps when it is told to, in hand-set time. */
public final class SteppedDelivery<L> implements Delivery<L> {
  private final Outbox<L> outbox;
  private final Uploader<L> uploader;
  private final HandSetClock clock;
  private long nextRunMs;

  public SteppedDelivery(
      final Outbox<L> outbox, final Uploader<L> uploader, final HandSetClock clock) {
    this.outbox = outbox;
    this.uploader = uploader;
    this.clock = clock;
  }

  /** Does what is due by now, in at most so many steps. */
  public void runDue(final int maxSteps) {
    for (int i = 0; i < maxSteps && nextRunMs <= clock.getAsLong(); i++) {
      nextRunMs = clock.getAsLong() + uploader.runOnce();
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
      nextRunMs = clock.getAsLong();
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
    final long untilMs = clock.getAsLong() + timeoutMs;
    while (clock.getAsLong() < untilMs && !outbox.awaitOutcome(0)) {
      runDue(1);
      if (nextRunMs > clock.getAsLong()) {
        clock.advance(Math.min(nextRunMs, untilMs) - clock.getAsLong());
      }
    }
  }

  @Override
  public void close() {
    nextRunMs = Long.MAX_VALUE;
  }
}
