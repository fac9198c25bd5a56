package io.github.linemaac.connect.upload;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** The way to MAAC as the task's thread sees it: loads go out in order, outcomes come back. */
public interface Delivery extends AutoCloseable {

  /** Queues a load behind those that were offered before. */
  void offer(UploadStateMachine load);

  /** Forgets what was not sent of some partitions, and sees that none of it is sent again. */
  void revoke(Collection<TopicPartition> partitions);

  /** Takes what has become of records since the last time, in order. */
  List<Outcome> drain();

  /** Whether a load is on its way, or an outcome waits to be drained. */
  boolean isUnderWay();

  /** The earliest moment at which a load could go out, once none is on its way. */
  long nextMs();

  /** Waits for an outcome, or for so many milliseconds. */
  void awaitOutcome(long timeoutMs);

  /** Stops at once: what is not confirmed by now is not. */
  @Override
  void close();
}
