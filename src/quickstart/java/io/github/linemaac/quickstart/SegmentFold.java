package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who is to be on which segment when a file of changes has been carried out, told from the file alone.
 *
 * @param segments the ids by the name of the segment
 * @param parts what the lines are, part by part
 */
record SegmentFold(Map<String, Set<String>> segments, List<Part> parts) {

  /**
   * Lines that have something in common.
   *
   * @param note what becomes of them
   */
  record Part(String what, long lines, String note) {}

  private static final JsonMapper JSON = new JsonMapper();

  /** Folds the lines from first to last, but for those that were rejected. */
  static SegmentFold of(Path file, Rejections rejections) {
    Map<String, Set<String>> segments = new TreeMap<>();
    long joins = 0;
    long leaves = 0;
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).isBlank() || rejections.has(i + 1)) {
          continue;
        }
        JsonNode change = JSON.readTree(lines.get(i));
        String lineUid = change.path("line_uid").asText();
        Set<String> ids =
            segments.computeIfAbsent(change.path("segment_name").asText(), name -> new HashSet<>());
        if (change.path("segment_action").asText("add").equals("remove")) {
          ids.remove(lineUid);
          leaves++;
        } else {
          ids.add(lineUid);
          joins++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
    String note = "folded into the segments";
    return new SegmentFold(
        segments, List.of(new Part("joins", joins, note), new Part("removals", leaves, note)));
  }

  /** How many lines are told of. */
  long lines() {
    return parts.stream().mapToLong(Part::lines).sum();
  }
}
