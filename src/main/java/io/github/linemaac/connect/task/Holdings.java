package io.github.linemaac.connect.task;

import io.github.linemaac.connect.upload.Outcome;
import java.util.OptionalLong;

/**
 * What a stage holds: records that are neither confirmed nor in the dead-letter queue, and what
 * settles them. Used on the task's thread only.
 */
interface Holdings {

  /**
   * Settles what has become of records.
   *
   * @return whether something more may be committed now
   */
  boolean settle(Outcome outcome);

  /**
   * Settles what has become of dead letters, and of what is to be known before there are any.
   *
   * @return whether so much more may be committed now that it is worth asking for it
   */
  boolean settlePending();

  /** How many records are held in memory. */
  long heldRecords();

  /** What those records are estimated to hold, in bytes. */
  long heldBytes();

  /** When the oldest record came that is neither confirmed nor in the dead-letter queue. */
  OptionalLong oldestUnconfirmedMs();

  /** Whether dead letters are on their way. */
  boolean awaitsDeadLetters();
}
