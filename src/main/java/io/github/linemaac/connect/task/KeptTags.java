package io.github.linemaac.connect.task;

import io.github.linemaac.connect.config.RemovalSettings;
import io.github.linemaac.connect.metrics.TaskMetrics;
import io.github.linemaac.connect.model.Time;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of tags that records would take off and that must not be taken off: all of them to the
 * metrics, and once in a while how many there were to the log. Never by name, since they come from
 * records. One thread.
 */
final class KeptTags {
  private static final long TELL_MS = 600_000;

  private final Logger log;
  private final TaskMetrics metrics;
  private final Time time;
  private OptionalLong toldMs = OptionalLong.empty();
  private long untold;

  KeptTags(final TaskMetrics metrics, final Time time) {
    this(LoggerFactory.getLogger(KeptTags.class), metrics, time);
  }

  KeptTags(final Logger log, final TaskMetrics metrics, final Time time) {
    this.log = log;
    this.metrics = metrics;
    this.time = time;
  }

  void add(final int tags) {
    if (tags == 0) {
      return;
    }
    metrics.kept(tags);
    untold += tags;
    final long nowMs = time.monotonicMs();
    if (toldMs.isEmpty() || nowMs - toldMs.getAsLong() >= TELL_MS) {
      log.warn(
          "{} tags that records take off are kept, since {} does not name them: add them there if"
              + " the connector may take them off",
          untold,
          RemovalSettings.TAGS_REMOVABLE);
      toldMs = OptionalLong.of(nowMs);
      untold = 0;
    }
  }
}
