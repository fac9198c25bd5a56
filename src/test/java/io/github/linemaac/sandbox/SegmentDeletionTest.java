package io.github.linemaac.sandbox;

import static io.github.linemaac.sandbox.Caller.UID_1;
import static io.github.linemaac.sandbox.Caller.UID_2;
import static io.github.linemaac.sandbox.ListCaller.SEGMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a segment may be deleted, and what still shows of it. */
final class SegmentDeletionTest {
  private final ListCaller lists = new ListCaller();
  private final Caller maac = lists.maac;

  @BeforeEach
  void haveASegment() {
    lists.follow(UID_1, UID_2);
    lists.create("vip", UID_1);
  }

  private int delete(final int id) {
    return lists.send("DELETE", SEGMENTS + id + "/", "").status();
  }

  @Test
  void whatIsDeletedIsRememberedAsItWas() {
    assertThat(delete(1)).isEqualTo(204);

    assertThat(maac.sandbox.segments().all()).isEmpty();
    assertThat(maac.sandbox.segments().deletions())
        .singleElement()
        .satisfies(
            segment -> {
              assertThat(segment.id()).isEqualTo(1);
              assertThat(segment.ids()).containsExactly(UID_1);
            });
  }

  @Test
  void whatIsMadeAgainHasAnotherNumber() {
    delete(1);

    assertThat(lists.create("vip", UID_2).json().path("id").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 204})
  void whatIsGoneCannotBeDeletedOrIsDeletedAgain(final int status) {
    maac.settings.segments.deleteMissingStatus = status;
    delete(1);

    assertThat(delete(1)).isEqualTo(status);
    assertThat(maac.sandbox.segments().deletions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409})
  void whatAnotherExcludesIsNotDeleted(final int status) {
    maac.settings.segments.deleteExcludedStatus = status;
    maac.sandbox.segments().excludedBySomebody("vip");

    assertThat(delete(1)).isEqualTo(status);

    assertThat(maac.sandbox.segments().named("vip")).hasSize(1);
    assertThat(maac.sandbox.account().violations())
        .extracting(Violation::kind)
        .containsExactly(Violation.Kind.EXCLUDED_SEGMENT);
    maac.sandbox.segments().excludeNone();
    assertThat(delete(1)).isEqualTo(204);
  }

  @Test
  void whatAnotherExcludesIsDeletedIfTheApiDoesNotMind() {
    maac.settings.segments.deleteExcludedStatus = 204;
    maac.sandbox.segments().excludedBySomebody("vip");

    assertThat(delete(1)).isEqualTo(204);

    assertThat(maac.sandbox.segments().all()).isEmpty();
  }

  @Test
  void aListThatIsOldGoesOnShowingIt() {
    maac.settings.segments.staleReads = true;
    maac.sandbox.segments().refreshReads(maac.nowMs);
    delete(1);

    assertThat(maac.get(SEGMENTS + "?name=vip").json().path("results")).hasSize(1);
    assertThat(maac.get(SEGMENTS + "1/").status()).isEqualTo(404);
    assertThat(maac.get(SEGMENTS + "1/members/").status()).isEqualTo(404);
    maac.sandbox.segments().refreshReads(maac.nowMs);
    assertThat(maac.get(SEGMENTS + "?name=vip").json().path("results")).isEmpty();
  }
}
