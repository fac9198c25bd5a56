package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Control of the sandbox from another process: everything under {@code /sandbox/}, without a token.
 *
 * <ul>
 *   <li>{@code GET /sandbox/stats}: counts and violations
 *   <li>{@code GET /sandbox/members}: as MAAC's own list, with its filters and pages
 *   <li>{@code GET /sandbox/taggings}: how often each tag was put on whom, contact by contact
 *   <li>{@code POST /sandbox/members}: {@code {"follow": ["U..."], "block": ["U..."]}}
 *   <li>{@code GET /sandbox/segments}: segments with their ids, what was uploaded, and what was
 *       deleted by a call
 *   <li>{@code POST /sandbox/segments/exclude}: {@code {"name": "..."}}, which another one excludes
 *       now
 *   <li>{@code POST /sandbox/segments/refresh}: the daily refresh of what is read back
 *   <li>{@code POST /sandbox/imports/abandon}: ends what is running
 *   <li>{@code GET}, {@code PUT /sandbox/settings}: the fields of {@link SandboxSettings} in snake
 *       case; a PUT changes those that it names
 *   <li>{@code POST /sandbox/faults}: see {@link FaultReader}; {@code DELETE} forgets them all
 *   <li>{@code POST /sandbox/hangs/release}: lets go of every request that hangs
 *   <li>{@code GET /sandbox/console}: what the console shows, see {@link ConsoleState}
 *   <li>{@code POST}, {@code DELETE /sandbox/trouble/token}: begins, ends a {@link Trouble}, by its
 *       name; {@code DELETE /sandbox/trouble} ends them all
 * </ul>
 *
 * <p>A page of another site may not call it: browsers say where a call comes from.
 */
final class SandboxControl {
  static final String PREFIX = "/sandbox/";
  private static final String TROUBLE = "/trouble/";

  private final Sandbox sandbox;
  private final ContactReads memberReads;
  private final ConsoleState console;

  SandboxControl(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.memberReads = new ContactReads(sandbox.members(), new Paging(sandbox.settings()));
    this.console = new ConsoleState(sandbox);
  }

  /** Only the HTTP shell has anything that hangs, so it looks for this one itself. */
  static boolean releasesHangs(SandboxRequest request) {
    return request.method().equals("POST") && request.path().startsWith(PREFIX + "hangs/release");
  }

  SandboxReply handle(SandboxRequest request, long nowMs) {
    sandbox.advanceTo(nowMs);
    if (isFromAnotherSite(request)) {
      return SandboxReply.detail(403, "A page of another site may not control the sandbox.");
    }
    try {
      return route(request, nowMs);
    } catch (IOException | IllegalArgumentException e) {
      return SandboxReply.detail(400, String.valueOf(e.getMessage()));
    } catch (Refusal e) {
      return e.reply();
    }
  }

  private SandboxReply route(SandboxRequest request, long nowMs) throws IOException {
    String path = request.path().replaceAll("/$", "").substring(PREFIX.length() - 1);
    return switch (request.method() + " " + path) {
      case "GET /stats" -> SandboxReply.json(200, stats());
      case "GET /members" -> memberReads.list(request);
      case "GET /taggings" -> SandboxReply.json(200, taggings());
      case "POST /members" -> changeMembers(read(request), nowMs);
      case "GET /segments" -> SandboxReply.json(200, segments());
      case "POST /segments/exclude" -> {
        sandbox.segments().excludedBySomebody(read(request).path("name").asText());
        yield SandboxReply.empty(204);
      }
      case "POST /segments/refresh" -> {
        sandbox.segments().refreshReads(nowMs);
        yield SandboxReply.empty(204);
      }
      case "POST /imports/abandon" -> {
        sandbox.imports().abandonRunning(nowMs);
        yield SandboxReply.empty(204);
      }
      case "GET /settings" -> SandboxReply.json(200, SandboxJson.MAPPER.valueToTree(sandbox.settings()));
      case "PUT /settings" -> changeSettings(read(request));
      case "POST /faults" -> addFault(read(request));
      case "DELETE /faults" -> {
        sandbox.faults().clear();
        yield SandboxReply.empty(204);
      }
      case "POST /hangs/release" -> SandboxReply.empty(204);
      case "GET /console" -> SandboxReply.json(200, console.json(nowMs));
      case "DELETE /trouble" -> {
        sandbox.troubles().endAll(nowMs);
        yield SandboxReply.empty(204);
      }
      default -> changeTrouble(request.method(), path, nowMs);
    };
  }

  private SandboxReply changeTrouble(String method, String path, long nowMs) {
    if (!path.startsWith(TROUBLE)) {
      return SandboxReply.detail(404, "Not found.");
    }
    Trouble trouble = Trouble.named(path.substring(TROUBLE.length()));
    switch (method) {
      case "POST" -> sandbox.troubles().begin(trouble, nowMs);
      case "DELETE" -> sandbox.troubles().end(trouble, nowMs);
      default -> {
        return SandboxReply.detail(405, "POST begins a trouble, DELETE ends it.");
      }
    }
    return SandboxReply.empty(204);
  }

  /** Fetch metadata of the W3C: sent by browsers alone, and not to be forged by a page. */
  private static boolean isFromAnotherSite(SandboxRequest request) {
    String site = request.header("sec-fetch-site").orElse("none");
    return !site.equals("none") && !site.equals("same-origin");
  }

  private JsonNode stats() {
    ObjectNode stats = SandboxJson.object();
    stats.set("imports", SandboxJson.MAPPER.valueToTree(sandbox.imports().stats()));
    stats
        .put("imports_running", sandbox.imports().running())
        .put("members", sandbox.members().count())
        .put("segments", sandbox.segments().all().size())
        .put("uploads", sandbox.segments().uploads().size())
        .put("faults_waiting", sandbox.faults().waiting());
    stats.set("violations", SandboxJson.MAPPER.valueToTree(sandbox.account().violations()));
    return stats;
  }

  private JsonNode taggings() {
    ArrayNode taggings = SandboxJson.MAPPER.createArrayNode();
    for (Contact member : sandbox.members().all()) {
      ObjectNode times = SandboxJson.object();
      member.tags().forEach((tag, tagging) -> times.put(tag, tagging.times()));
      taggings
          .addObject()
          .put("id", member.id())
          .put("line_uid", member.lineUid())
          .set("times", times);
    }
    return taggings;
  }

  private JsonNode segments() {
    ObjectNode node = SandboxJson.object();
    node.set("segments", SandboxJson.MAPPER.valueToTree(sandbox.segments().all()));
    node.set("uploads", SandboxJson.MAPPER.valueToTree(sandbox.segments().uploads()));
    node.set("deletions", SandboxJson.MAPPER.valueToTree(sandbox.segments().deletions()));
    return node;
  }

  private SandboxReply changeMembers(JsonNode json, long nowMs) {
    sandbox.members().follow(texts(json.path("follow")), nowMs);
    texts(json.path("block")).forEach(sandbox.members()::block);
    return SandboxReply.empty(204);
  }

  /** The groups are fixed objects, so each is changed in place. */
  private SandboxReply changeSettings(JsonNode json) throws IOException {
    ObjectNode own = json.deepCopy();
    change(sandbox.settings().imports, own.remove("imports"));
    change(sandbox.settings().segments, own.remove("segments"));
    change(sandbox.settings(), own);
    return SandboxReply.json(200, SandboxJson.MAPPER.valueToTree(sandbox.settings()));
  }

  private static void change(Object settings, JsonNode json) throws IOException {
    if (json != null) {
      SandboxJson.MAPPER.readerForUpdating(settings).readValue(json);
    }
  }

  private SandboxReply addFault(JsonNode json) {
    int times = json.path("times").asInt(1);
    String method = json.path("method").asText("");
    String path = json.path("path").asText("");
    sandbox.faults().next(times, method, path, FaultReader.read(json.path("fault")));
    return SandboxReply.empty(204);
  }

  private static JsonNode read(SandboxRequest request) throws IOException {
    JsonNode json = SandboxJson.MAPPER.readTree(request.body());
    if (!json.isObject()) {
      throw new IllegalArgumentException("a JSON object is wanted");
    }
    return json;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
