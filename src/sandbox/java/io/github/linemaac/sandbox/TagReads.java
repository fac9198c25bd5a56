package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.MALFORMED;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code /openapi/v1/tag/}. Names that an import brings and that do not exist are made, for ever
 * (inferred, 90 % sure).
 */
public final class TagReads {
  private final SandboxSettings settings;
  private final Paging paging;
  private final Map<String, Tag> byName = new LinkedHashMap<>();
  private long lastId;

  /** Days are empty for a permanent tag. */
  private record Tag(long id, String name, OptionalInt availableDays) {
    JsonNode json() {
      ObjectNode node = SandboxJson.object().put("id", id).put("name", name);
      availableDays.ifPresentOrElse(
          days -> node.put("available_days", days), () -> node.putNull("available_days"));
      return node;
    }
  }

  TagReads(SandboxSettings settings, Paging paging) {
    this.settings = settings;
    this.paging = paging;
  }

  /** The names of all tags, oldest first. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Somebody deletes the tag of that name, in MAAC's screens; it is on nobody any more. */
  public void deletedBySomebody(String name) {
    byName.remove(name);
  }

  /** Adds a tag that somebody has made. */
  public void plant(String name) {
    createMissing(List.of(name));
  }

  /** The name of the tag of that number. */
  public Optional<String> nameOf(long id) {
    return byName.values().stream().filter(tag -> tag.id() == id).map(Tag::name).findFirst();
  }

  void createMissing(Collection<String> names) {
    names.forEach(
        name -> byName.computeIfAbsent(name, n -> new Tag(++lastId, n, OptionalInt.empty())));
  }

  /** The filter is a contains-match, seen in client code; that it ignores case is a guess. */
  SandboxReply list(SandboxRequest request) {
    String part = request.parameter("name").orElse("").toLowerCase(Locale.ROOT);
    List<Tag> matching = new ArrayList<>(byName.values());
    matching.removeIf(tag -> !tag.name().toLowerCase(Locale.ROOT).contains(part));
    return paging.page(request, matching, Tag::json);
  }

  SandboxReply get(long id) {
    return byName.values().stream()
        .filter(tag -> tag.id() == id)
        .findFirst()
        .map(tag -> SandboxReply.json(200, tag.json()))
        .orElseThrow(Refusal::notFound);
  }

  SandboxReply post(SandboxRequest request) {
    JsonNode body = parse(request);
    String name = body.path("name").isTextual() ? body.path("name").textValue().strip() : "";
    if (name.isEmpty()) {
      throw Refusal.field(MALFORMED, "name", "This field is required.");
    }
    if (settings.tagNamesUnique && byName.containsKey(name)) {
      throw Refusal.field(Violation.Kind.TWIN_TAG, "name", "tag with this name already exists.");
    }
    OptionalInt days =
        Optional.of(body.path("available_days"))
            .filter(JsonNode::isInt)
            .map(node -> OptionalInt.of(node.intValue()))
            .orElse(OptionalInt.empty());
    Tag tag = new Tag(++lastId, name, days);
    byName.put(name, tag);
    return SandboxReply.json(201, tag.json());
  }

  static JsonNode parse(SandboxRequest request) {
    try {
      return SandboxJson.MAPPER.readTree(request.body());
    } catch (JacksonException e) {
      throw Refusal.detail(MALFORMED, 400, "JSON parse error");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
