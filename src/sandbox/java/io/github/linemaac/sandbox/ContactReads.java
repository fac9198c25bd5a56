package io.github.linemaac.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code GET /openapi/v1/member/}. Filters by the import keys and {@code status}; the other
 * documented filters ({@code member_id}, {@code updated_at_*}, {@code all_tag}) are ignored.
 */
final class ContactReads {
  private static final List<ContactField> FILTERS =
      List.of(ContactField.LINE_UID, ContactField.CUSTOMER_ID, ContactField.EMAIL, ContactField.MOBILE);

  private final Contacts members;
  private final Paging paging;

  ContactReads(Contacts members, Paging paging) {
    this.members = members;
    this.paging = paging;
  }

  SandboxReply list(SandboxRequest request) {
    return paging.page(request, matching(request), this::json);
  }

  private List<Contact> matching(SandboxRequest request) {
    List<Contact> candidates =
        FILTERS.stream()
            .filter(field -> request.parameter(field.maacName()).isPresent())
            .findFirst()
            .map(field -> members.with(field, request.parameter(field.maacName()).orElseThrow()))
            .orElseGet(members::all);
    boolean unfiltered =
        request.parameter("status").isEmpty()
            && FILTERS.stream().allMatch(f -> request.parameter(f.maacName()).isEmpty());
    return unfiltered
        ? candidates
        : candidates.stream().filter(member -> matches(member, request)).toList();
  }

  private boolean matches(Contact member, SandboxRequest request) {
    return request.parameter("status").map(status(member)::equals).orElse(true)
        && FILTERS.stream()
            .allMatch(
                field ->
                    request
                        .parameter(field.maacName())
                        .map(member.value(field)::equals)
                        .orElse(true));
  }

  private String status(Contact member) {
    return members.isBlocked(member.lineUid()) ? "unfollow" : "follow";
  }

  JsonNode json(Contact member) {
    ObjectNode node = SandboxJson.object();
    for (ContactField field : ContactField.values()) {
      node.put(field.maacName(), member.values().get(field));
    }
    node.put("display_name", member.values().get(ContactField.LINE_DISPLAY_NAME));
    node.set("tags", SandboxJson.array(member.tagNames()));
    ArrayNode details = node.putArray("tags_detail");
    member
        .tags()
        .forEach(
            (name, tagging) ->
                details
                    .addObject()
                    .put("name", name)
                    .put("tagged_at", MaacTime.of(tagging.taggedAtMs())));
    return node.put("status", status(member))
        .put("updated_at", MaacTime.of(member.updatedAtMs()))
        .put("created_at", MaacTime.of(member.createdAtMs()))
        .putNull("blocked_at");
  }
}
