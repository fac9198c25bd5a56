package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.Caller.uid;
import static io.github.linemaac.sandbox.ListCaller.LISTS;
import static io.github.linemaac.sandbox.ListCaller.SEGMENTS;
import static io.github.linemaac.sandbox.ListCaller.csv;
import static io.github.linemaac.sandbox.ListCaller.field;
import static io.github.linemaac.sandbox.ListCaller.form;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an uploaded list: statuses, replaced or appended to, cap, names. */
final class StoredSegmentTest {
  private final ListCaller lists = new ListCaller();
  private final Caller maac = lists.maac;

  @BeforeEach
  void haveContacts() {
    lists.follow(UID_1, UID_2, uid(3));
  }

  @Test
  void aNewListIsPendingAndThenReady() {
    SandboxReply made = lists.create("vip", UID_1, UID_2);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text())
        .isEqualTo(
            "{\"id\":1,\"name\":\"vip\",\"description\":\"\",\"segment_type\":2,"
                + "\"member_count\":-1,\"status\":1,\"last_updated_time\":null}");

    maac.passMs(699);
    assertThat(maac.get(SEGMENTS + "1/").json()).isEqualTo(made.json());
    maac.passMs(1);

    assertThat(maac.get(SEGMENTS + "1/").text())
        .isEqualTo(
            "{\"id\":1,\"name\":\"vip\",\"description\":\"\",\"segment_type\":2,"
                + "\"member_count\":2,\"status\":2,"
                + "\"last_updated_time\":\"2023-11-15T06:13:20.700000+08:00\"}");
  }

  @Test
  void membersAreCsvWithAFileName() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);

    SandboxReply reply = maac.get(SEGMENTS + "1/members/");

    assertThat(reply.text()).isEqualTo(csv(UID_1));
    assertThat(reply.headers())
        .containsEntry("Content-Type", "text/csv")
        .containsEntry(
            "Content-Disposition", "attachment; filename=2023-11-15_segment_1_members.csv");
  }

  @Test
  void anUploadReplacesTheListOnceItIsReady() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1, UID_2), maac.nowMs);

    SandboxReply changed = lists.replace(1, UID_2, uid(3));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("status").intValue()).isEqualTo(1);
    assertThat(changed.json().path("member_count").intValue()).isEqualTo(-1);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1, UID_2));
    maac.passMs(700);
    assertThat(lists.members(1)).isEqualTo(csv(UID_2, uid(3)));
  }

  @Test
  void aSecondUploadBeforeTheFirstIsReadyLeavesTheOldMembersVisible() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);
    lists.replace(1, UID_2);
    maac.passMs(699);

    lists.replace(1, uid(3));
    maac.passMs(699);

    assertThat(lists.members(1)).isEqualTo(csv(UID_1));
    maac.passMs(1);
    assertThat(lists.members(1)).isEqualTo(csv(uid(3)));
  }

  @Test
  void anUploadCanBeAppendedInstead() {
    maac.settings.segments.replaces = false;
    maac.sandbox.segments().plantList("vip", List.of(UID_1, UID_2), maac.nowMs);

    lists.replace(1, UID_2, uid(3));
    maac.passMs(700);

    assertThat(lists.members(1)).isEqualTo(csv(UID_1, UID_2, uid(3)));
  }

  @Test
  void aChangeOfNameAloneComputesAgainAndKeepsTheList() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);

    SandboxReply changed =
        lists.send(
            "PATCH",
            LISTS + "1/",
            "application/json",
            "{\"name\":\"new\",\"description\":\"d\"}".getBytes(UTF_8));
    maac.passMs(700);

    assertThat(changed.json().path("status").intValue()).isEqualTo(1);
    assertThat(maac.get(SEGMENTS + "1/").text()).contains("\"name\":\"new\",\"description\":\"d\"");
    assertThat(lists.members(1)).isEqualTo(csv(UID_1));
    assertThat(maac.sandbox.segments().uploads()).isEmpty();
  }

  @Test
  void aListCanHangInCalculatingUntilItIsFreed() {
    maac.settings.segments.readyAfterMs = SandboxSettings.NEVER;
    lists.create("vip", UID_1);
    maac.passMs(86_400_000);
    assertThat(maac.get(SEGMENTS + "1/").json().path("status").intValue()).isEqualTo(1);

    maac.sandbox.segments().makeAllReady(maac.nowMs);

    assertThat(maac.get(SEGMENTS + "1/").json().path("status").intValue()).isEqualTo(2);
  }

  @Test
  void whoIsNoContactIsDroppedAndADuplicateCountsOnce() {
    lists.create("vip", UID_1, uid(99), UID_1);
    maac.passMs(700);

    assertThat(maac.get(SEGMENTS + "1/").json().path("member_count").intValue()).isEqualTo(1);
    assertThat(maac.sandbox.segments().uploads().get(0).ids())
        .containsExactly(UID_1, uid(99), UID_1);
  }

  @Test
  void unknownContactsCanBeKept() {
    maac.settings.segments.dropsUnknownContacts = false;

    lists.create("vip", UID_1, uid(99));
    maac.passMs(700);

    assertThat(lists.members(1)).isEqualTo(csv(UID_1, uid(99)));
  }

  @Test
  void theCountIsOfThoseWhoStillFollow() {
    maac.sandbox.segments().plantList("vip", List.of(UID_1, UID_2), maac.nowMs);

    maac.sandbox.members().block(UID_1);

    assertThat(maac.get(SEGMENTS + "1/").json().path("member_count").intValue()).isEqualTo(1);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1, UID_2));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void thirtySegmentsOfAnyTypeAreTheCap(int status) {
    maac.settings.segments.capStatus = status;
    maac.sandbox.segments().plantByConditions("tags", List.of(), maac.nowMs);
    for (int i = 2; i <= 30; i++) {
      assertThat(lists.create("list " + i, UID_1).status()).isEqualTo(201);
    }

    SandboxReply refused = lists.create("list 31", UID_1);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.text()).contains("reached the limit");
    assertThat(maac.sandbox.segments().all()).hasSize(30);
  }

  @Test
  void aDeletedSegmentIsGoneAndMakesRoom() {
    maac.settings.segments.cap = 1;
    lists.create("vip", UID_1);

    assertThat(lists.send("DELETE", SEGMENTS + "1/", "").status()).isEqualTo(204);

    assertThat(maac.get(SEGMENTS + "1/").status()).isEqualTo(404);
    assertThat(lists.replace(1, UID_1).status()).isEqualTo(404);
    assertThat(lists.create("vip", UID_1).status()).isEqualTo(201);
  }

  @Test
  void twinsAreMadeAndRememberedAsAViolation() {
    lists.create("vip", UID_1);
    assertThat(maac.sandbox.account().violations()).isEmpty();

    assertThat(lists.create("vip", UID_1).status()).isEqualTo(201);

    assertThat(maac.sandbox.segments().named("vip")).hasSize(2);
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.TWIN_SEGMENT);
  }

  @Test
  void whereNamesAreUniqueASecondOneIsRefused() {
    maac.settings.segments.namesUnique = true;
    lists.create("vip", UID_1);
    lists.create("other", UID_1);

    SandboxReply refused = lists.create("vip", UID_1);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("name").isArray()).isTrue();
    assertThat(lists.send("PATCH", LISTS + "2/", form(field("name", "vip"))).status())
        .isEqualTo(400);
    assertThat(lists.send("PATCH", LISTS + "1/", form(field("name", "vip"))).status())
        .isEqualTo(200);
  }

  @Test
  void aSegmentByConditionsCannotBeUploadedTo() {
    maac.sandbox.segments().plantByConditions("tags", List.of(UID_1), maac.nowMs);

    assertThat(maac.get(SEGMENTS + "1/").json().path("segment_type").intValue()).isEqualTo(1);
    assertThat(lists.replace(1, UID_2).status()).isEqualTo(404);
  }

  @Test
  void everyUploadIsRememberedWhole() {
    lists.create("vip", UID_1);
    lists.replace(1, UID_1, UID_2);

    assertThat(maac.sandbox.segments().uploads())
        .containsExactly(
            new UploadedFile(maac.nowMs, 1, "vip", true, List.of(UID_1)),
            new UploadedFile(maac.nowMs, 1, "vip", false, List.of(UID_1, UID_2)));
  }

  @Test
  void onlyAsManyUploadsAreRememberedAsAsked() {
    maac.settings.segments.uploadsKept = 1;
    lists.create("vip", UID_1);
    lists.replace(1, UID_2);

    assertThat(maac.sandbox.segments().uploads())
        .extracting(UploadedFile::ids)
        .containsExactly(List.of(UID_2));
  }
}
