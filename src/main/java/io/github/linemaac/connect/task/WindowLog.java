package io.github.linemaac.connect.task;

import io.github.linemaac.connect.model.Schedule;
import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an operator of the windows of a schedule: when one begins and why, and when it is done. */
final class WindowLog {
  private final Logger log;
  private final Schedule schedule;
  private final CatchUpLog catchUpLog;

  WindowLog(final Logger log, final Schedule schedule) {
    this.log = log;
    this.schedule = schedule;
    this.catchUpLog = CatchUpLog.ofWindows(log);
  }

  static WindowLog of(final Schedule schedule) {
    return new WindowLog(LoggerFactory.getLogger(WindowLog.class), schedule);
  }

  /** The task has started. */
  void started(final long nextWallMs) {
    log.info("The next delivery is due at {}", schedule.show(nextWallMs));
  }

  void begins(final String reason) {
    log.info("Delivery begins: {}", reason);
  }

  void isDone(final long nextWallMs) {
    log.info("Delivery is done; the next one is due at {}", schedule.show(nextWallMs));
  }

  void clockSetBack(final long nextWallMs) {
    log.info(
        "The worker's clock was set back; the next delivery is due at {}",
        schedule.show(nextWallMs));
  }

  /** Why a window waits, or why it is less sure than usual that it has read all. */
  void doubts(final Map<Doubt, Set<TopicPartition>> doubts) {
    catchUpLog.tell(doubts);
  }
}
