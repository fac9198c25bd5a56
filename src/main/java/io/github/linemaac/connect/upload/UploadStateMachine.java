package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.HttpReply;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one load into the account. A state machine: asks for calls with {@link #next}, is told of
 * their answers with {@link #answered}. Pure but for its own state; time is an argument; one
 * thread.
 */
public interface UploadStateMachine {

  /** What to do now. */
  Step next(long nowMs);

  /**
   * Takes in the answer to the call that was asked for last; tells what became of records by it.
   */
  List<Outcome> answered(HttpReply answer, long nowMs);

  /**
   * These partitions are gone: what came from them is not sent again. May be called before the
   * first {@link #next} by the thread that made it.
   *
   * @return whether anything is left to be delivered
   */
  boolean revoke(Collection<TopicPartition> partitions);
}
