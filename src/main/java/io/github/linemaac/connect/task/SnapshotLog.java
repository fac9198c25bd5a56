package io.github.linemaac.connect.task;

import io.github.linemaac.connect.segments.IncompleteSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** Tells an operator which snapshots wait for what is missing of them. One thread. */
final class SnapshotLog {
  /** While records of a snapshot come, it is only being read. */
  private static final long QUIET_MS = 60_000;

  private static final long AGAIN_MS = 600_000;

  private final Logger log;
  private final CatchUpLog start;
  private final CatchUpLog watch;
  private final Map<String, Long> toldAtMs = new HashMap<>();

  private SnapshotLog(final Logger log, final CatchUpLog start, final CatchUpLog watch) {
    this.log = log;
    this.start = start;
    this.watch = watch;
  }

  /** Tells to these loggers. */
  static SnapshotLog of(final Logger log, final Logger catchUp) {
    return new SnapshotLog(log, CatchUpLog.ofLists(catchUp), CatchUpLog.ofSnapshots(catchUp));
  }

  /** Tells why what was there at the start is not read. */
  CatchUpLog start() {
    return start;
  }

  /** Tells why what is beside a complete snapshot is not read. */
  CatchUpLog watch() {
    return watch;
  }

  /** These are not complete. */
  void tell(final List<IncompleteSnapshot> incomplete, final long nowMs) {
    toldAtMs
        .keySet()
        .retainAll(incomplete.stream().map(SnapshotLog::place).collect(Collectors.toSet()));
    for (final IncompleteSnapshot snapshot : incomplete) {
      final long sinceToldMs = nowMs - toldAtMs.getOrDefault(place(snapshot), nowMs - AGAIN_MS);
      if (nowMs - snapshot.lastMs() >= QUIET_MS && sinceToldMs >= AGAIN_MS) {
        toldAtMs.put(place(snapshot), nowMs);
        log.warn(
            "The snapshot of {} that begins at {} has waited for {} s and is not complete: {}. MAAC"
                + " keeps the segment as it is, and offsets wait there, until the rest has come or"
                + " a newer snapshot is complete",
            snapshot.list(),
            place(snapshot),
            (nowMs - snapshot.sinceMs()) / 1_000,
            whatIsMissing(snapshot));
      }
    }
  }

  private static String whatIsMissing(final IncompleteSnapshot snapshot) {
    if (!snapshot.isHeld()) {
      return "it has more ids than are held, or too many snapshots of the segment wait";
    }
    if (snapshot.size().isEmpty()) {
      return snapshot.ids() + " ids have come, and no end record (segment_action=complete)";
    }
    final long size = snapshot.size().getAsLong();
    return snapshot.ids() <= size
        ? snapshot.ids() + " of " + size + " ids have come"
        : snapshot.ids()
            + " ids have come, more than the "
            + size
            + " of its end record (segment_size), so it will never be";
  }

  private static String place(final IncompleteSnapshot snapshot) {
    return snapshot.partition() + "@" + snapshot.offset();
  }
}
