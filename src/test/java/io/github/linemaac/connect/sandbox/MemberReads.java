package io.github.linemaac.connect.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * {@code GET /openapi/v1/member/}. Filters by the import keys and {@code status}; the other
 * documented filters ({@code member_id}, {@code updated_at_*}, {@code all_tag}) are ignored.
 */
final class MemberReads {
  private static final List<MemberField> FILTERS =
      List.of(MemberField.LINE_UID, MemberField.CUSTOMER_ID, MemberField.EMAIL, MemberField.MOBILE);

  private final Members members;
  private final Paging paging;

  MemberReads(Members members, Paging paging) {
    this.members = members;
    this.paging = paging;
  }

  SandboxReply list(SandboxRequest request) {
    return paging.page(request, matching(request), this::json);
  }

  private List<Member> matching(SandboxRequest request) {
    List<Member> candidates =
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

  private boolean matches(Member member, SandboxRequest request) {
    return request.parameter("status").map(status(member)::equals).orElse(true)
        && FILTERS.stream()
            .allMatch(
                field ->
                    request
                        .parameter(field.maacName())
                        .map(member.value(field)::equals)
                        .orElse(true));
  }

  private String status(Member member) {
    return members.isBlocked(member.lineUid()) ? "unfollow" : "follow";
  }

  JsonNode json(Member member) {
    ObjectNode node = Json.object();
    for (MemberField field : MemberField.values()) {
      node.put(field.maacName(), member.values().get(field));
    }
    node.put("display_name", member.values().get(MemberField.LINE_DISPLAY_NAME));
    node.set("tags", Json.array(member.tagNames()));
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
