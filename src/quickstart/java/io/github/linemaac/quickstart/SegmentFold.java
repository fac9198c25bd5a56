package io.github.linemaac.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<JsonNode> changes = lines(file, rejections);
    long leaves = 0;
    for (JsonNode change : changes) {
      String lineUid = change.path("line_uid").asText();
      Set<String> ids =
          segments.computeIfAbsent(change.path("segment_name").asText(), name -> new HashSet<>());
      if (change.path("segment_action").asText("add").equals("remove")) {
        ids.remove(lineUid);
        leaves++;
      } else {
        ids.add(lineUid);
      }
    }
    String note = "folded into the segments";
    return new SegmentFold(
        segments,
        List.of(
            new Part("joins", changes.size() - leaves, note), new Part("removals", leaves, note)));
  }

  /** The lines of a file that were not rejected. */
  static List<JsonNode> lines(Path file, Rejections rejections) {
    List<JsonNode> records = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file, UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank() && !rejections.has(i + 1)) {
          records.add(JSON.readTree(lines.get(i)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
    return records;
  }

  /** How many lines are told of. */
  long lines() {
    return parts.stream().mapToLong(Part::lines).sum();
  }
}
