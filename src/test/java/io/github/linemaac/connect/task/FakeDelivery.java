package io.github.linemaac.connect.task;

import io.github.linemaac.connect.upload.Delivery;
import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Delivers nothing, and says that something is on its way if it is told to. */
final class FakeDelivery implements Delivery {
  boolean isUnderWay;

  @Override
  public void offer(final UploadStateMachine load) {}

  @Override
  public void revoke(final Collection<TopicPartition> partitions) {}

  @Override
  public List<Outcome> drain() {
    return List.of();
  }

  @Override
  public boolean isUnderWay() {
    return isUnderWay;
  }

  @Override
  public long nextMs() {
    return 0;
  }

  @Override
  public void awaitOutcome(final long timeoutMs) {}

  @Override
  public void close() {}
}
