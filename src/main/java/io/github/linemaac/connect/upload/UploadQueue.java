package io.github.linemaac.connect.upload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/**
 * What passes between the task's thread and the uploader's: loads one way, outcomes the other.
 *
 * <p>Thread-safe, by one lock that is never held for anything that blocks. The task's thread
 * offers, revokes and drains; the uploader's takes, posts and finishes.
 */
public final class UploadQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition news = lock.newCondition();
  private final Deque<UploadStateMachine> loads = new ArrayDeque<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Set<TopicPartition> revoked = new HashSet<>();
  private boolean underWay;
  private long nextMs;

  void offer(final UploadStateMachine load) {
    locked(
        () -> {
          loads.addLast(load);
          work.signal();
        });
  }

  void revoke(final Collection<TopicPartition> partitions) {
    locked(
        () -> {
          loads.removeIf(load -> !load.revoke(partitions));
          if (underWay) {
            revoked.addAll(partitions);
          }
        });
  }

  List<Outcome> drain() {
    lock.lock();
    try {
      final List<Outcome> drained = List.copyOf(outcomes);
      outcomes.clear();
      return drained;
    } finally {
      lock.unlock();
    }
  }

  boolean isUnderWay() {
    lock.lock();
    try {
      return underWay || !loads.isEmpty() || !outcomes.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for outcomes; an interrupt ends the wait and stays set.
   *
   * @return whether there are any
   */
  boolean awaitOutcome(final long timeoutMs) {
    return await(news, timeoutMs, outcomes::isEmpty);
  }

  /** Takes the next load, which is under way from now on. */
  Optional<UploadStateMachine> take() {
    lock.lock();
    try {
      // What was revoked until now has been taken out of every load here.
      revoked.clear();
      final Optional<UploadStateMachine> taken = Optional.ofNullable(loads.pollFirst());
      underWay = taken.isPresent();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the partitions that were revoked since the load under way was taken. */
  Set<TopicPartition> takeRevoked() {
    lock.lock();
    try {
      final Set<TopicPartition> taken = Set.copyOf(revoked);
      revoked.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void post(final List<Outcome> posted) {
    locked(
        () -> {
          outcomes.addAll(posted);
          news.signal();
        });
  }

  /** Nothing is under way any more, and the next load may go out at this moment. */
  void finish(final long earliestMs) {
    locked(
        () -> {
          underWay = false;
          nextMs = earliestMs;
        });
  }

  long nextMs() {
    lock.lock();
    try {
      return nextMs;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a load, if none is under way, or for so many milliseconds.
   *
   * @return whether there is one
   */
  boolean awaitWork(final long timeoutMs) {
    return await(work, timeoutMs, () -> underWay || loads.isEmpty());
  }

  private boolean await(final Condition condition, final long timeoutMs, final Pending pending) {
    lock.lock();
    try {
      long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
      while (pending.test() && leftNs > 0) {
        leftNs = condition.awaitNanos(leftNs);
      }
      return !pending.test();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void locked(final Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /** Whether what is waited for has not happened yet. */
  private interface Pending {
    boolean test();
  }
}
