package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.linemaac.cluster.MemberRecord;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Records in the shapes that the documentation of other tools gives for theirs. */
final class ToolPayloads {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SEGMENT_OF_ADOBE = "52a1ac2b-4b37-4a8d-9c1e-6f3a0d5b7e21";

  private ToolPayloads() {}

  /** Segment's spec of identify: traits beside the context. */
  static byte[] segment(MemberRecord member) {
    ObjectNode event = identify(member);
    event.set("traits", traits(member));
    event.putObject("context").put("ip", "203.0.113.7").putObject("library").put("name", "http");
    return bytes(event);
  }

  /** RudderStack's event spec of identify: traits in the context. */
  static byte[] rudderStack(MemberRecord member) {
    ObjectNode event = identify(member).put("channel", "web");
    event.putObject("context").set("traits", traits(member));
    return bytes(event);
  }

  private static ObjectNode identify(MemberRecord member) {
    return JSON.createObjectNode()
        .put("type", "identify")
        .put("messageId", "m-1")
        .put("anonymousId", "00000000-0000-4000-8000-000000000001")
        .put("userId", text(member, "customer_id"))
        .put("originalTimestamp", "2026-11-01T08:30:00.000Z");
  }

  /** A trait that says nothing of the member, and one that breaks a rule, besides its own. */
  private static ObjectNode traits(MemberRecord member) {
    ObjectNode traits =
        JSON.createObjectNode()
            .put("line_user_id", member.lineUid())
            .put("name", text(member, "line_display_name"))
            .put("email", text(member, "email"))
            .put("phone", text(member, "mobile").replace("+8869", "+886 9"))
            .put("gender", text(member, "gender"))
            .put("birthday", text(member, "birthday") + "T00:00:00.000Z")
            .put("plan", "gold");
    traits.putObject("tags").put("vip", true);
    return traits;
  }

  /** mParticle's batch: identities by their types, attributes with reserved names. */
  static byte[] mParticle(MemberRecord member) {
    ObjectNode batch = JSON.createObjectNode().put("environment", "production").put("mpid", 42);
    batch
        .putObject("user_identities")
        .put("customer_id", text(member, "customer_id"))
        .put("email", text(member, "email"))
        .put("other", member.lineUid());
    batch
        .putObject("user_attributes")
        .put("$mobile", text(member, "mobile"))
        .put("$gender", text(member, "gender").substring(0, 1).toUpperCase(Locale.ROOT))
        .put("display_name", text(member, "line_display_name"))
        .put("birthday", text(member, "birthday"));
    batch.putArray("events").addObject().put("event_type", "custom_event").putObject("data");
    return bytes(batch);
  }

  /** CloudEvents 1.0 in its structured form, with the member as data. */
  static byte[] cloudEvent(MemberRecord member) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("specversion", "1.0")
            .put("id", "e-1")
            .put("source", "/crm")
            .put("type", "com.example.member.updated")
            .put("datacontenttype", "application/json");
    event.set("data", JSON.valueToTree(member.fields()));
    return bytes(event);
  }

  /**
   * What a JDBC source reads of a table: a date with a time is a timestamp, here of midnight in
   * Taipei.
   */
  static byte[] jdbc(MemberRecord member) {
    ObjectNode payload = JSON.createObjectNode();
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode schema = envelope.putObject("schema").put("type", "struct").put("optional", false);
    ArrayNode fields = schema.putArray("fields");
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("LINE_USER_ID", "line_uid");
    columns.put("NAME", "line_display_name");
    columns.put("EMAIL", "email");
    columns.put("PHONE", "mobile");
    columns.put("CODE", "customer_id");
    columns.put("SEX", "gender");
    columns.forEach(
        (column, field) -> {
          fields.addObject().put("type", "string").put("optional", true).put("field", column);
          payload.put(column, text(member, field));
        });
    payload.put("PHONE", text(member, "mobile").replace("+886", "0"));
    payload.put("SEX", text(member, "gender").substring(0, 1));
    fields
        .addObject()
        .put("type", "int64")
        .put("optional", true)
        .put("name", "org.apache.kafka.connect.data.Timestamp")
        .put("version", 1)
        .put("field", "BIRTHDAY");
    payload.put(
        "BIRTHDAY",
        LocalDate.parse(text(member, "birthday"))
            .atStartOfDay(ZoneId.of("Asia/Taipei"))
            .toInstant()
            .toEpochMilli());
    envelope.set("payload", payload);
    return bytes(envelope);
  }

  /** What Adobe's streaming destinations export of a profile. */
  static String adobe(String lineUid, boolean isMember) {
    ObjectNode profile = JSON.createObjectNode();
    profile.putObject("attributes").putObject("person").put("gender", "not_specified");
    profile
        .putObject("segmentMembership")
        .putObject("ups")
        .putObject(SEGMENT_OF_ADOBE)
        .put("lastQualificationTime", "2026-11-01T08:30:00.000Z")
        .put("status", isMember ? "realized" : "exited");
    profile.putObject("identityMap").putArray("line").addObject().put("id", lineUid);
    return profile.toString();
  }

  /** One event of LINE's webhooks. */
  static String lineWebhook(String lineUid, boolean isFollower) {
    ObjectNode event =
        JSON.createObjectNode()
            .put("type", isFollower ? "follow" : "unfollow")
            .put("mode", "active")
            .put("timestamp", 1_793_520_000_000L)
            .put("webhookEventId", "01J0000000000000000000000A");
    event.putObject("deliveryContext").put("isRedelivery", false);
    event.putObject("source").put("type", "user").put("userId", lineUid);
    return event.toString();
  }

  private static String text(MemberRecord member, String field) {
    return member.fields().get(field).toString();
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }
}
