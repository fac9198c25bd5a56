package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.Schedule;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Says when records are read if they are delivered by a schedule. A window opens when it is due,
 * stays open until all is read that was there then, and until all of that is delivered. If the next
 * one is due before, it goes on, and reads what has come by then too. Pure; time is an argument.
 * Not thread-safe.
 *
 * <p>There are two times: one that never goes back, for waits, and that of the day, for the
 * schedule.
 */
public final class DeliveryWindow {
  private final Schedule schedule;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private CatchUp catchUp = new CatchUp();
  private Phase phase = Phase.CLOSED;
  private long openedWallMs;
  private long nextWallMs;
  private boolean isDueAgain;

  /** What is done with records. */
  public enum Phase {
    /** Nothing: partitions rest. */
    CLOSED,
    /** They are read. */
    READING,
    /** No more are read; what was read is delivered. */
    EMPTYING
  }

  /** A window that opens at the first due time after this one. */
  public DeliveryWindow(final Schedule schedule, final long wallMs) {
    this.schedule = schedule;
    this.nextWallMs = schedule.nextAfter(wallMs);
  }

  /** Partitions have been assigned: if the window is open, they are read too. */
  public void assign(final Collection<TopicPartition> partitions, final long nowMs) {
    assigned.addAll(partitions);
    if (phase != Phase.CLOSED && !partitions.isEmpty()) {
      phase = Phase.READING;
      catchUp.begin(partitions, nowMs, openedWallMs, CatchUp.NOTHING_BEFORE);
    }
  }

  /** Partitions are gone. An open window waits for them to come back. */
  public void revoke(final Collection<TopicPartition> partitions) {
    final Set<TopicPartition> gone = new HashSet<>(partitions);
    gone.retainAll(assigned);
    assigned.removeAll(gone);
    if (phase != Phase.CLOSED) {
      catchUp.revoke(gone);
    }
  }

  /** A partition has given a record. */
  public void heard(
      final TopicPartition partition, final long offset, final long timestampMs, final long nowMs) {
    catchUp.heard(partition, offset, timestampMs, nowMs);
  }

  /** Nothing can be given for now, so that silence says nothing: it begins anew. */
  public void interrupted(final long nowMs) {
    catchUp.interrupted(nowMs);
  }

  /** Opens, due or not. */
  public void open(final long nowMs, final long wallMs) {
    takeDue(wallMs);
    phase = Phase.READING;
    openedWallMs = wallMs;
    isDueAgain = false;
    catchUp = new CatchUp();
    catchUp.begin(assigned, nowMs, wallMs, CatchUp.NOTHING_BEFORE);
  }

  /** Whether it is time for the next one. */
  public boolean isDue(final long wallMs) {
    return wallMs >= nextWallMs;
  }

  /**
   * Goes on to what is to be done now.
   *
   * @param lag what the consumer shows of a partition
   * @param isReadUp whether those who take the records in have what they need
   * @param isEmpty whether all that was read is delivered
   */
  public Phase advance(
      final long nowMs,
      final long wallMs,
      final Function<TopicPartition, Lag> lag,
      final boolean isReadUp,
      final boolean isEmpty) {
    final boolean isDue = takeDue(wallMs);
    if (phase == Phase.READING) {
      isDueAgain |= isDue;
      if (!assigned.isEmpty() && catchUp.isComplete(nowMs, lag) && isReadUp) {
        if (isDueAgain) {
          open(nowMs, wallMs);
        } else {
          phase = Phase.EMPTYING;
        }
      }
    } else if (isDue || (phase == Phase.EMPTYING && !isReadUp)) {
      open(nowMs, wallMs);
    } else if (isEmpty) {
      phase = Phase.CLOSED;
    }
    return phase;
  }

  private boolean takeDue(final long wallMs) {
    final boolean isDue = isDue(wallMs);
    if (isDue) {
      nextWallMs = schedule.nextAfter(wallMs);
    }
    return isDue;
  }

  /** What is being done. */
  public Phase phase() {
    return phase;
  }

  /** When the next one is due, in the time of the day. */
  public long nextWallMs() {
    return nextWallMs;
  }

  /** When it is worth asking again, in the time that never goes back. */
  public long askAgainMs(final long nowMs, final long wallMs) {
    final long dueMs = nowMs + Math.max(0, nextWallMs - wallMs);
    return phase == Phase.READING
        ? Math.min(dueMs, catchUp.askAgainMs(nowMs).orElse(dueMs))
        : dueMs;
  }
}
