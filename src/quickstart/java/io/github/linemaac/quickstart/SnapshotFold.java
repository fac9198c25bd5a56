package io.github.linemaac.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is to be in a segment by the runs of a query, told from their file alone: whom the newest run
 * names that was written to its end.
 */
final class SnapshotFold {

  /** One run, by the lines that it has. */
  private static final class Run {
    private final Set<String> ids = new HashSet<>();
    private long lines;
    private boolean isComplete;
  }

  private SnapshotFold() {}

  /** Reads the lines but for those that were rejected. */
  static SegmentFold of(Path file, Rejections rejections) {
    Map<String, NavigableMap<String, Run>> runs = new TreeMap<>();
    for (JsonNode part : SegmentFold.lines(file, rejections)) {
      take(
          part,
          runs.computeIfAbsent(part.path("segment_name").asText(), name -> new TreeMap<>())
              .computeIfAbsent(part.path("segment_snapshot").asText(), name -> new Run()));
    }
    Map<String, Set<String>> segments = new TreeMap<>();
    List<SegmentFold.Part> parts = new ArrayList<>();
    runs.forEach((name, ofName) -> segments.put(name, newest(ofName, parts)));
    return new SegmentFold(segments, parts);
  }

  private static void take(JsonNode part, Run run) {
    run.lines++;
    if (part.path("segment_action").asText().equals("complete")) {
      run.isComplete = part.path("segment_size").asInt() == run.ids.size();
    } else {
      run.ids.add(part.path("line_uid").asText());
    }
  }

  private static Set<String> newest(NavigableMap<String, Run> runs, List<SegmentFold.Part> parts) {
    Set<String> ids = Set.of();
    for (Map.Entry<String, Run> named : runs.descendingMap().entrySet()) {
      Run run = named.getValue();
      boolean isNewest = run.isComplete && ids.isEmpty();
      if (isNewest) {
        ids = run.ids;
      }
      parts.add(
          new SegmentFold.Part(
              named.getKey(),
              run.lines,
              isNewest
                  ? "the newest complete run: it is the segment"
                  : run.isComplete ? "complete, and replaced" : "incomplete: never uploaded"));
    }
    return ids;
  }
}
