package io.github.linemaac.connect.task;

import io.github.linemaac.connect.schedule.CatchUp;
import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/** Tells an operator why partitions are not caught up, or why that is less sure than usual. */
final class CatchUpLog {
  /** More partitions than these are only counted. */
  private static final int MAX_NAMED = 20;

  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60_000;

  private final Logger log;
  private final String withoutPartitions;
  private final String untilTheyAreRead;

  CatchUpLog(final Logger log, final String withoutPartitions, final String untilTheyAreRead) {
    this.log = log;
    this.withoutPartitions = withoutPartitions;
    this.untilTheyAreRead = untilTheyAreRead;
  }

  /** Of segments, which are rebuilt from all partitions. */
  static CatchUpLog ofLists(final Logger log) {
    return new CatchUpLog(
        log,
        "Segments are rebuilt without: an id that was only there leaves its segment, as far as"
            + " segment.max.shrink.percent allows it",
        "No segment is uploaded before it has been read");
  }

  /** Of what is read once a snapshot is complete. */
  static CatchUpLog ofSnapshots(final Logger log) {
    return new CatchUpLog(
        log,
        "Snapshots that MAAC has are committed without",
        "Snapshots that MAAC has are not committed before it has been read, since an older one may"
            + " be there");
  }

  /** Of the windows of a schedule. */
  static CatchUpLog ofWindows(final Logger log) {
    return new CatchUpLog(
        log,
        "The delivery window goes on without",
        "The delivery window waits for it, for "
            + CatchUp.LONGEST_MS / MINUTE_MS
            + " minutes at most; what is there then waits for the next window");
  }

  /** Tells what has become doubtful. */
  void tell(final Map<Doubt, Set<TopicPartition>> doubts) {
    for (final Doubt doubt : Doubt.values()) {
      if (doubts.containsKey(doubt)) {
        log.warn("{}", message(doubt, names(doubts.get(doubt))));
      }
    }
  }

  private String message(final Doubt doubt, final String partitions) {
    return switch (doubt) {
      case LAG_HIDDEN ->
          "The consumer's lag is not shown for "
              + partitions
              + ", so it is less sure when all is read: they count as caught up with the first"
              + " record that was written since reading began, after "
              + CatchUp.QUIET_MS / SECOND_MS
              + " seconds of silence, or after "
              + CatchUp.LONGEST_MS / MINUTE_MS
              + " minutes. Let the worker show its consumers' metrics over JMX, and give no"
              + " client.id to several connectors";
      case NO_END_SEEN ->
          "Treated as caught up after "
              + CatchUp.LONGEST_MS / MINUTE_MS
              + " minutes of reading, though nothing shows the end (no lag, no silence, no record"
              + " written since): "
              + partitions;
      case NOT_BACK ->
          "Revoked "
              + CatchUp.AWAY_MS / MINUTE_MS
              + " minutes ago and not assigned again: "
              + partitions
              + ". Was the topic deleted? "
              + withoutPartitions;
      case UNREADABLE ->
          "Nothing came for "
              + CatchUp.AWAY_MS / MINUTE_MS
              + " minutes, though there is more or it was never fetched: "
              + partitions
              + ". Is a broker down? "
              + untilTheyAreRead;
    };
  }

  private static String names(final Set<TopicPartition> partitions) {
    final String names =
        partitions.stream()
            .map(TopicPartition::toString)
            .sorted()
            .limit(MAX_NAMED)
            .collect(Collectors.joining(", "));
    final int more = partitions.size() - MAX_NAMED;
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
