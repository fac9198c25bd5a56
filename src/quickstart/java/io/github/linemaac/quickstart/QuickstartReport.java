package io.github.linemaac.quickstart;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tells a person at a terminal what happens and what became of the records. */
final class QuickstartReport {

  private static final int LINES_NAMED = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private final PrintStream out;
  private final long startedNanos = System.nanoTime();
  private long progressNanos = startedNanos;
  private String shown = "";

  QuickstartReport(PrintStream out) {
    this.out = out;
  }

  /** A thing that was started, and where it is. */
  void started(String what, Object where, String note) {
    line("  %-11s %-32s %s", what, where, note);
  }

  void say(String text) {
    line("%n  %s%n", text);
  }

  /** How far members have come. */
  void progress(long sent, DeliveryWatch.Progress progress) {
    progress(
        "confirmed %,d of %,d   rejected %,d"
            .formatted(progress.confirmed(), sent, progress.rejected()));
  }

  /** How far segments have come. */
  void progress(DeliveryWatch.Progress progress) {
    progress("segments ready %,d   rejected %,d".formatted(progress.confirmed(), progress.rejected()));
  }

  /** Shown when it has changed, more and more rarely in a long run. */
  private void progress(String text) {
    if (!text.equals(shown) && since(progressNanos).compareTo(pause()) >= 0) {
      shown = text;
      progressNanos = System.nanoTime();
      line("  %s   %s", clock(since(startedNanos)), text);
    }
  }

  void outcome(MembersOutcome outcome, String deadLetterTopic) {
    ImportTotals imports = outcome.imports();
    line("%n  What became of %,d records%n", outcome.sent());
    row("delivered", imports.records(), "in %s", counted(imports.rows(), "row"));
    row("merged", outcome.merged(), "of these, into the row of an earlier record of that member");
    row("rejected", outcome.rejections().count(), "now in the topic %s", deadLetterTopic);
    outcome.rejections().reasons().forEach(this::reason);
    if (outcome.unaccounted() != 0) {
      row("unaccounted", outcome.unaccounted(), "not known to be delivered or rejected");
    }
    line("");
    row(
        "imports used",
        imports.imports(),
        "confirmed, in %s",
        counted(imports.attempts(), "attempt"));
    row("tags removed", imports.removedTags(), "of members whose records said so");
    row("members", imports.created(), "created");
    row("", imports.updated(), "updated");
    row("", imports.unmatched(), "unmatched: MAAC has no such member, or was blocked by it");
    line("  %-13s %9s   from the first record to the last commit", "time", seconds(outcome.took()));
    line("");
    outcome.trouble().forEach(text -> line("  %s", text));
    line(
        outcome.isAccounted()
            ? "  Every record is accounted for."
            : "  Not every record is accounted for.");
  }

  void outcome(SegmentsOutcome outcome, String deadLetterTopic) {
    SegmentFold due = outcome.due();
    line("%n  What became of %,d changes to segments%n", outcome.sent());
    due.parts().forEach(part -> row(part.what(), part.lines(), "%s", part.note()));
    row("rejected", outcome.rejections().count(), "now in the topic %s", deadLetterTopic);
    outcome.rejections().reasons().forEach(this::reason);
    if (outcome.unaccounted() != 0) {
      row("unaccounted", outcome.unaccounted(), "not known to be folded or rejected");
    }
    line("");
    TreeSet<String> segments = new TreeSet<>(outcome.atMaac().keySet());
    segments.addAll(due.segments().keySet());
    for (String segment : segments) {
      row(segment, outcome.size(segment), "%s", sameAsDue(outcome, segment));
    }
    row(
        "uploads used",
        outcome.totals().uploads(),
        "confirmed, in %s",
        counted(outcome.totals().attempts(), "attempt"));
    line("  %-13s %9s   from the first record to the last commit", "time", seconds(outcome.took()));
    line("");
    outcome.trouble().forEach(text -> line("  %s", text));
    line(
        outcome.isAccounted()
            ? "  Every change is accounted for, and every segment is what the file makes of it."
            : "  Not every change is accounted for.");
  }

  private static String sameAsDue(SegmentsOutcome outcome, String segment) {
    return outcome.isAsDue(segment)
        ? "ids at MAAC, the same as in the file"
        : String.format(
            Locale.ROOT,
            "ids at MAAC; the file makes others, %,d of them",
            outcome.due().segments().getOrDefault(segment, Set.of()).size());
  }

  private void reason(Rejections.Reason reason) {
    List<Long> lines = reason.lines();
    String where =
        lines.stream().limit(LINES_NAMED).map(String::valueOf).collect(joining(", "))
            + (lines.size() > LINES_NAMED ? ", ..." : "");
    line(
        "  %-13s %9s   %,d  %s (%s %s)",
        "", "", lines.size(), reason.text(), lines.size() == 1 ? "line" : "lines", where);
  }

  private void row(String what, long count, String note, Object... args) {
    line("  %-13s %,9d   %s", what, count, String.format(Locale.ROOT, note, args));
  }

  private void line(String format, Object... args) {
    out.println(String.format(Locale.ROOT, format, args));
  }

  private Duration pause() {
    Duration share = since(startedNanos).dividedBy(20);
    if (share.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return share.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : share;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static String counted(long count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  private static String clock(Duration elapsed) {
    return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
