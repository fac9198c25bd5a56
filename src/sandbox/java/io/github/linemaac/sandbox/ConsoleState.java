package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the console shows of the account at one moment: totals, and of everything the newest few, so
 * that a look costs the same with 300,000 members as with ten.
 */
final class ConsoleState {
  private static final int SEGMENTS_SHOWN = 50;
  private static final int TAGS_SHOWN = 8;

  private final Sandbox sandbox;

  ConsoleState(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  ObjectNode json(long nowMs) {
    ObjectNode state = SandboxJson.object().put("now_ms", nowMs);
    state.set("members", members());
    state.set("segments", segments(nowMs));
    state.set("imports", imports(nowMs));
    state.set("calls", SandboxJson.MAPPER.valueToTree(sandbox.calls().all()));
    state.set("troubles", sandbox.troubles().json(nowMs));
    return state;
  }

  private ObjectNode members() {
    ObjectNode members = SandboxJson.object().put("count", sandbox.members().count());
    ArrayNode newest = members.putArray("newest");
    for (Contact member : sandbox.members().changedLast()) {
      newest
          .addObject()
          .put("key", key(member))
          .put("name", member.value(ContactField.LINE_DISPLAY_NAME))
          .put("changed_at_ms", member.updatedAtMs())
          .put("tag_count", member.tags().size())
          .set("tags", SandboxJson.array(member.tagNames().stream().limit(TAGS_SHOWN).toList()));
    }
    return members;
  }

  private static String key(Contact member) {
    return Stream.of(
            ContactField.LINE_UID,
            ContactField.CUSTOMER_ID,
            ContactField.EMAIL,
            ContactField.MOBILE)
        .map(member::value)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  private ObjectNode segments(long nowMs) {
    List<StoredSegment> all = sandbox.segments().all();
    ObjectNode segments =
        SandboxJson.object().put("count", all.size()).put("cap", sandbox.settings().segments.cap);
    ArrayNode newest = segments.putArray("newest");
    for (StoredSegment segment : all.subList(Math.max(0, all.size() - SEGMENTS_SHOWN), all.size())) {
      newest
          .addObject()
          .put("name", segment.name())
          .put("is_list", segment.isList())
          .put("ids", segment.ids().size())
          .put("is_ready", segment.isReady(nowMs));
    }
    return segments;
  }

  private ObjectNode imports(long nowMs) {
    Imports imports = sandbox.imports();
    ImportStats stats = imports.stats();
    ObjectNode node =
        SandboxJson.object()
            .put("succeeded", stats.succeeded())
            .put("rejected", stats.rejected())
            .put("failed", stats.failed())
            .put("rows_written", stats.rowsWritten())
            .put("last_minute", imports.rate().lastMinute(nowMs))
            .put("per_minute", sandbox.settings().imports.perMinute)
            .put("running", imports.running())
            .put("somebody_else", imports.endOfThoseOfSomebodyElse().isPresent());
    ArrayNode newest = node.putArray("newest");
    imports.newest().forEach(one -> newest.add(json(one, nowMs)));
    return node;
  }

  private static ObjectNode json(Imports.Accepted one, long nowMs) {
    ImportTask task = one.task();
    JsonNode asMaac = task.json(nowMs);
    long lastAtMs = task.isDone() ? task.endsAtMs() : nowMs;
    ObjectNode node =
        SandboxJson.object()
            .put("id", task.id())
            .put("is_ours", one.isOurs())
            .put("rows", one.rows())
            .put("accepted_at_ms", task.acceptedAtMs())
            .put("lasted_ms", lastAtMs - task.acceptedAtMs())
            .put("status", asMaac.path("status").textValue());
    if (task.isDone()) {
      JsonNode result = asMaac.path("result");
      node.put("verdict", verdict(result)).set("counts", counts(result));
    }
    return node;
  }

  private static String verdict(JsonNode result) {
    if (!result.isObject()) {
      return result.isMissingNode() ? "no_result" : "server_error";
    }
    return result.path("success").booleanValue() ? "success" : "rejected";
  }

  /** Every number of the result that is not 0; of missing and superfluous fields, how many. */
  private static ObjectNode counts(JsonNode result) {
    ObjectNode counts = SandboxJson.object();
    for (Map.Entry<String, JsonNode> field : result.properties()) {
      JsonNode value = field.getValue();
      boolean isList = field.getKey().endsWith("_fields");
      int count = isList ? value.size() : value.isInt() ? value.intValue() : 0;
      if (count > 0) {
        counts.put(field.getKey(), count);
      }
    }
    return counts;
  }
}
