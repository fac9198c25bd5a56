package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.DeadLetter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;

/**
 * The rejected records by reason.
 *
 * @param reasons the most frequent first
 */
record Rejections(List<Reason> reasons) {

  /**
   * One reason.
   *
   * @param text names the field and the rule
   * @param lines where in the file the records are
   */
  record Reason(String text, List<Long> lines) {}

  /** A record that a crash sent to the dead-letter topic twice is one rejected record. */
  static Rejections of(List<DeadLetter> deadLetters) {
    Set<String> seen = new HashSet<>();
    Map<String, List<Long>> lines = new TreeMap<>();
    for (DeadLetter letter : deadLetters) {
      if (seen.add(letter.partition() + "@" + letter.offset())) {
        lines.computeIfAbsent(letter.reason(), reason -> new ArrayList<>()).add(line(letter));
      }
    }
    return new Rejections(
        lines.entrySet().stream()
            .map(entry -> new Reason(entry.getKey(), entry.getValue().stream().sorted().toList()))
            .sorted(Comparator.comparing((Reason reason) -> -reason.lines().size()))
            .toList());
  }

  long count() {
    return reasons.stream().mapToLong(reason -> reason.lines().size()).sum();
  }

  /** Whether a line of the file was rejected. */
  boolean has(long line) {
    return reasons.stream().anyMatch(reason -> reason.lines().contains(line));
  }

  private static long line(DeadLetter letter) {
    Header line = letter.record().headers().lastHeader(RecordFile.LINE_HEADER);
    return Long.parseLong(new String(line.value(), UTF_8));
  }
}
