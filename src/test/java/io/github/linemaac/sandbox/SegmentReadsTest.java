package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.ListCaller.SEGMENTS;
import static io.github.linemaac.sandbox.ListCaller.csv;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of segments and their members: filtered, in pages, and stale if told so. */
final class SegmentReadsTest {
  private final ListCaller lists = new ListCaller();
  private final Caller maac = lists.maac;

  @BeforeEach
  void haveContacts() {
    lists.follow(UID_1, UID_2);
  }

  @Test
  void theNameFilterIsAContainsMatch() {
    lists.create("VIP", UID_1);
    lists.create("not so vip", UID_1);
    lists.create("other", UID_1);

    assertThat(listed("?name=vip")).extracting(s -> s.path("id").intValue()).containsExactly(1, 2);
  }

  @Test
  void theListComesInPages() {
    maac.settings.pageSize = 2;
    lists.create("a", UID_1);
    lists.create("b", UID_1);
    lists.create("c", UID_1);

    String next = maac.get(SEGMENTS).json().path("next").textValue();

    assertThat(listed("")).hasSize(2);
    assertThat(listed("?start=" + next))
        .extracting(s -> s.path("name").textValue())
        .containsExactly("c");
  }

  @Test
  void freshReadsShowAnUploadWhenItIsReady() {
    lists.create("vip", UID_1);
    maac.passMs(700);

    assertThat(listed("").get(0).path("member_count").intValue()).isEqualTo(1);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1));
  }

  @Test
  void staleReadsKeepTheOldListUntilTheRefreshWhileTheSegmentItselfIsFresh() {
    maac.settings.segments.staleReads = true;
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);
    lists.replace(1, UID_1, UID_2);
    maac.passMs(700);

    assertThat(listed("").get(0).path("status").intValue()).isEqualTo(2);
    assertThat(listed("").get(0).path("member_count").intValue()).isEqualTo(1);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1));
    assertThat(maac.get(SEGMENTS + "1/").json().path("member_count").intValue()).isEqualTo(2);

    maac.sandbox.segments().refreshReads(maac.nowMs);

    assertThat(listed("").get(0).path("member_count").intValue()).isEqualTo(2);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1, UID_2));
  }

  @Test
  void staleMembersAreOfTheRefreshAndNotOfTheUploadBeforeTheLast() {
    maac.settings.segments.staleReads = true;
    maac.sandbox.segments().plantList("vip", List.of(UID_1), maac.nowMs);
    lists.replace(1, UID_1, UID_2);
    maac.passMs(700);
    lists.replace(1, UID_2);
    maac.passMs(700);

    assertThat(lists.members(1)).isEqualTo(csv(UID_1));
  }

  @Test
  void whereReadsAreStaleANewSegmentIsListedAsPendingAndEmpty() {
    maac.settings.segments.staleReads = true;
    lists.create("vip", UID_1);
    maac.passMs(700);

    assertThat(listed("").get(0).path("status").intValue()).isEqualTo(1);
    assertThat(lists.members(1)).isEqualTo(csv());
  }

  @Test
  void aNewSegmentCanBeMissingFromTheListUntilTheRefresh() {
    maac.settings.segments.listsNewAtOnce = false;
    lists.create("vip", UID_1);
    maac.passMs(700);

    assertThat(listed("?name=vip")).isEmpty();
    assertThat(maac.get(SEGMENTS + "1/").status()).isEqualTo(200);
    assertThat(lists.members(1)).isEqualTo(csv(UID_1));

    maac.sandbox.segments().refreshReads(maac.nowMs);

    assertThat(listed("?name=vip")).hasSize(1);
  }

  private List<JsonNode> listed(String query) {
    return maac.get(SEGMENTS + query).json().path("results").valueStream().toList();
  }
}
