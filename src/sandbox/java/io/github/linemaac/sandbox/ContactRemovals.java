package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Violation.Kind.MALFORMED;
import static io.github.linemaac.sandbox.Violation.Kind.MEDIA_TYPE;
import static io.github.linemaac.sandbox.Violation.Kind.UNKNOWN_FIELD;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What takes something off one contact: {@code DELETE taglinemember}, and {@code PATCH member} with
 * a customer id of null, the one clearing that is documented. Other fields are not served by PATCH.
 *
 * <p>No limit is published for either call; {@link SandboxSettings#memberCallsPerSecond} is a guess,
 * made because any call may be throttled.
 */
public final class ContactRemovals {
  private static final long SECOND_MS = 1_000;

  private final SandboxSettings settings;
  private final Contacts members;
  private final ContactReads reads;
  private final TagReads tags;
  private final List<Removal> made = new ArrayList<>();
  private final Set<List<String>> asked = new HashSet<>();
  private final Deque<Long> callsMs = new ArrayDeque<>();
  private int maxInASecond;

  /**
   * One that was asked for and was in order.
   *
   * @param tag the name of the tag; empty for the customer id
   * @param wasThere whether there was something to take off
   */
  public record Removal(String lineUid, String tag, boolean wasThere, long atMs) {}

  ContactRemovals(
      SandboxSettings settings, Contacts members, ContactReads reads, TagReads tags) {
    this.settings = settings;
    this.members = members;
    this.reads = reads;
    this.tags = tags;
  }

  /** All that was asked for, in order. */
  public List<Removal> made() {
    return List.copyOf(made);
  }

  /** Whether a tag was ever asked to be taken off a contact, by a call that was in order. */
  public boolean wasAsked(String lineUid, String tag) {
    return asked.contains(List.of(lineUid, tag));
  }

  /** The most calls in any second. */
  public int maxInASecond() {
    return maxInASecond;
  }

  /** Whether 404 or 204 is said of a tag that is not on the contact is not documented. */
  SandboxReply untag(SandboxRequest request, long nowMs) {
    letIn(nowMs);
    JsonNode body = read(request, Set.of("tag_id", "line_uid"));
    if (!body.path("tag_id").isIntegralNumber()) {
      throw Refusal.field(MALFORMED, "tag_id", "A valid integer is required.");
    }
    if (!LineUidText.isValid(body.path("line_uid").asText(""))) {
      throw Refusal.field(MALFORMED, "line_uid", "Enter a valid value.");
    }
    String lineUid = body.path("line_uid").textValue();
    Optional<String> tag = tags.nameOf(body.path("tag_id").longValue());
    Optional<Contact> contact = members.withLineUid(lineUid);
    tag.ifPresent(name -> asked.add(List.of(lineUid, name)));
    if (tag.isEmpty() || contact.isEmpty()) {
      return SandboxReply.detail(404, "Not found.");
    }
    boolean wasThere = contact.get().tagNames().contains(tag.get());
    made.add(new Removal(lineUid, tag.get(), wasThere, nowMs));
    if (wasThere) {
      members.put(contact.get().withoutTag(tag.get(), nowMs));
      return SandboxReply.empty(204);
    }
    return settings.untaggedStatus == 404
        ? SandboxReply.detail(404, "Not found.")
        : SandboxReply.empty(settings.untaggedStatus);
  }

  SandboxReply patch(SandboxRequest request, long nowMs) {
    letIn(nowMs);
    JsonNode body = read(request, Set.of("customer_id"));
    if (!body.path("customer_id").isNull()) {
      throw Refusal.field(MALFORMED, "customer_id", "The sandbox serves null alone.");
    }
    String lineUid = Route.lineUidIn(request.path());
    Optional<Contact> contact = members.withLineUid(lineUid);
    if (contact.isEmpty()) {
      return SandboxReply.detail(404, "Not found.");
    }
    boolean wasThere = !contact.get().value(ContactField.CUSTOMER_ID).isEmpty();
    made.add(new Removal(lineUid, "", wasThere, nowMs));
    Contact unbound = contact.get().withoutCustomerId(nowMs);
    members.put(unbound);
    return SandboxReply.json(200, reads.json(unbound));
  }

  private void letIn(long nowMs) {
    callsMs.removeIf(ms -> ms <= nowMs - SECOND_MS);
    if (callsMs.size() >= settings.memberCallsPerSecond) {
      throw new Refusal(
          Violation.Kind.THROTTLED,
          "more than " + settings.memberCallsPerSecond + " calls about members in 1 s",
          SandboxReply.detail(429, "Request was throttled. Expected available in 1 second.")
              .withHeader("Retry-After", "1"));
    }
    callsMs.addLast(nowMs);
    maxInASecond = Math.max(maxInASecond, callsMs.size());
  }

  private static JsonNode read(SandboxRequest request, Set<String> known) {
    if (!request.mediaType().equals("application/json")) {
      throw Refusal.detail(MEDIA_TYPE, 415, "Unsupported media type in request.");
    }
    JsonNode body = TagReads.parse(request);
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw Refusal.field(UNKNOWN_FIELD, name, "Unknown field.");
      }
    }
    for (String name : known) {
      if (!body.has(name)) {
        throw Refusal.field(MALFORMED, name, "This field is required.");
      }
    }
    return body;
  }
}
