package io.github.linemaac.connect.task;

import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/** A stage that delivers what it takes in; a {@link ScheduledStage} lets it do so in windows. */
interface DeliveryStage extends Stage, Holdings {

  /**
   * Partitions were assigned for a moment and are gone again, so that what they hold is missing.
   */
  default void onLost(final Collection<TopicPartition> partitions) {
    // Who can do without some need not know.
  }

  /** Records are read again after a rest: hand over nothing before all that came is read. */
  default void onWindowOpened() {
    // Who hands over what it has, whatever it has, need not know.
  }

  /** Whether enough is read to hand over what is to be handed over. */
  default boolean isCaughtUp() {
    return true;
  }

  /** Whether what is committed shows what was delivered. */
  default boolean offsetsTell() {
    return true;
  }
}
