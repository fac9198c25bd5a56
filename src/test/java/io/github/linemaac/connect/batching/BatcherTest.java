package io.github.linemaac.connect.batching;

import static io.github.linemaac.connect.batching.Changes.P0;
import static io.github.linemaac.connect.batching.Changes.P1;
import static io.github.linemaac.connect.model.MemberField.EMAIL;
import static io.github.linemaac.connect.model.MemberField.GENDER;
import static io.github.linemaac.connect.model.MemberField.LINE_DISPLAY_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final Changes changes = new Changes();

  @Test
  void changesToOneMemberBecomeOneRowInWhichLaterValuesWin() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    batcher.add(changes.of(1, LINE_DISPLAY_NAME, "old", GENDER, "male"), 0);
    batcher.add(changes.of(1, LINE_DISPLAY_NAME, "new", EMAIL, "m@example.com"), 0);
    final Batch batch = batcher.sealIfDue(1_000).orElseThrow();
    assertThat(batch.rows()).hasSize(1);
    assertThat(batch.records()).isEqualTo(2);
    assertThat(batch.rows().get(0).member())
        .isEqualTo(
            changes
                .of(1, LINE_DISPLAY_NAME, "new", GENDER, "male", EMAIL, "m@example.com")
                .member());
    assertThat(batch.rows().get(0).encoded())
        .isEqualTo(changes.writer().encode(batch.rows().get(0).member()));
  }

  @Test
  void tagsOfMergedChangesAreUnited() {
    final Batcher batcher = batcher(10, 10_000, 0);
    batcher.add(changes.tagged(1, "a", "b"), 0);
    batcher.add(changes.tagged(1, "b", "c"), 0);
    assertThat(batcher.sealIfDue(0).orElseThrow().rows().get(0).member().tags())
        .containsExactly("a", "b", "c");
  }

  @Test
  void ofWhatIsPutAndTakenOffInOneBatchTheLaterWins() {
    final Batcher batcher = batcher(10, 10_000, 0);
    batcher.add(changes.tagged(1, "a", "b"), 0);
    batcher.add(changes.untagged(P0, 1, "a", "c"), 0);
    batcher.add(changes.tagged(1, "c"), 0);
    final Row row = batcher.sealIfDue(0).orElseThrow().rows().get(0);

    assertThat(row.member().tags()).containsExactly("b", "c");
    assertThat(row.member().removals().tags()).containsExactly("a");
    assertThat(row.encoded()).isEqualTo(changes.writer().encode(row.member()));
  }

  @Test
  void aRowThatTakesMuchOffTakesNoFurtherChange() {
    final Batcher batcher = batcher(10, 10_000_000, 0);
    batcher.add(
        changes.untagged(
            P0, 1, IntStream.rangeClosed(0, 1_000).mapToObj(i -> "t" + i).toArray(String[]::new)),
        0);
    assertThat(batcher.add(changes.untagged(P0, 1, "x"), 0)).hasSize(1);
  }

  @Test
  void whatIsTakenOffByPartitionsThatAreGoneIsNotTakenOff() {
    final Batcher batcher = batcher(10, 10_000, 0);
    batcher.add(changes.untagged(P0, 1, "a"), 0);
    batcher.add(changes.untagged(P1, 1, "b"), 0);
    batcher.drop(Set.of(P0));

    assertThat(batcher.sealIfDue(0).orElseThrow().rows().get(0).member().removals().tags())
        .containsExactly("b");
  }

  @Test
  void sealsByRowsNotByRecords() {
    final Batcher batcher = batcher(2, 10_000, 1_000);
    assertThat(batcher.add(changes.of(1), 0)).isEmpty();
    assertThat(batcher.add(changes.of(1), 0)).isEmpty();
    assertThat(batcher.add(changes.of(2), 0))
        .singleElement()
        .extracting(Batch::records)
        .isEqualTo(3);
    assertThat(batcher.dueMs()).isEmpty();
  }

  @Test
  void sealsBeforeTheOtherFormOfANumberSoThatOrderIsKept() {
    for (final List<String> forms :
        List.of(List.of("0912345678", "+886912345678"), List.of("+886912345678", "0912345678"))) {
      final Batcher batcher = batcher(10, 10_000, 1_000);
      batcher.add(changes.mobile(forms.get(0)), 0);
      assertThat(batcher.add(changes.mobile(forms.get(1)), 0))
          .singleElement()
          .satisfies(
              batch -> assertThat(batch.rows().get(0).member().key()).isEqualTo(forms.get(0)));
      assertThat(batcher.add(changes.mobile(forms.get(1)), 0)).isEmpty();
    }
  }

  @Test
  void otherNumbersAreNoOtherForm() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    for (final String number :
        List.of("0912345678", "+66912345678", "+886912345678", "0987654321")) {
      assertThat(batcher.add(changes.mobile(number), 0)).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(batcher.sealNow().orElseThrow().rows()).hasSize(3);
  }

  @Test
  void whatIsTakenAwayIsNoOtherForm() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    batcher.add(changes.mobile("0912345678"), 0);
    batcher.drop(List.of(Changes.P0));
    assertThat(batcher.add(changes.mobile("+886912345678"), 0)).isEmpty();
  }

  @Test
  void sealsByAgeOfTheOldestChange() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    batcher.add(changes.of(1), 500);
    batcher.add(changes.of(2), 1_400);
    assertThat(batcher.dueMs()).hasValue(1_500);
    assertThat(batcher.sealIfDue(1_499)).isEmpty();
    assertThat(batcher.sealIfDue(1_500)).isPresent();
    assertThat(batcher.sealIfDue(9_999)).isEmpty();
  }

  @Test
  void sealsBeforeTheChangeThatWouldMakeTheBodyTooLarge() {
    final Change one = changes.of(1);
    final int twoRows = changes.writer().envelopeBytes() + 2 * one.row().length + 1;
    final Batcher exact = batcher(10, twoRows, 1_000);
    exact.add(one, 0);
    assertThat(exact.add(changes.of(2), 0)).singleElement().extracting(Batch::records).isEqualTo(2);

    final Batcher oneByteLess = batcher(10, twoRows - 1, 1_000);
    oneByteLess.add(changes.of(1), 0);
    assertThat(oneByteLess.add(changes.of(2), 0))
        .singleElement()
        .extracting(Batch::records)
        .isEqualTo(1);
    assertThat(oneByteLess.dueMs()).isPresent();
  }

  @Test
  void sealsByMemoryHeldSoThatManyChangesToOneMemberEndSomewhere() {
    final Batcher batcher = new Batcher(new BatchLimits(10, 10_000, 300, 1_000), changes.writer());
    assertThat(batcher.add(changes.of(1), 0)).isEmpty();
    assertThat(batcher.add(changes.of(1), 0)).isEmpty();
    assertThat(batcher.add(changes.of(1), 0)).hasSize(1);
  }

  @Test
  void aRowThatGrewLargeByMergingTakesNoMore() {
    final Batcher batcher = batcher(10, 10_000_000, 1_000);
    final String[] tags = new String[3_000];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = "a tag with a rather long name, number " + i;
    }
    batcher.add(changes.tagged(1, tags), 0);
    assertThat(batcher.add(changes.tagged(1, "one more"), 0)).hasSize(1);
  }

  @Test
  void fitsUpToTheLastByte() {
    final byte[] row = changes.of(1).row();
    final int whole = changes.writer().envelopeBytes() + row.length;
    assertThat(batcher(1, whole, 0).fits(row)).isTrue();
    assertThat(batcher(1, whole - 1, 0).fits(row)).isFalse();
  }

  @Test
  void forgetsTheChangesOfAPartitionAlsoInsideMergedRows() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    batcher.add(changes.in(Changes.P0, 1, EMAIL, "kept@example.com"), 0);
    batcher.add(changes.in(Changes.P1, 1, EMAIL, "dropped@example.com"), 0);
    batcher.add(changes.in(Changes.P1, 2), 0);
    batcher.drop(List.of(Changes.P1));
    final Batch batch = batcher.sealIfDue(1_000).orElseThrow();
    assertThat(batch.records()).isEqualTo(1);
    assertThat(batch.rows().get(0).member().value(EMAIL)).isEqualTo("kept@example.com");
  }

  @Property(tries = 200)
  void batchesHoldEveryChangeOnceInOrderPerMemberAndKeepTheLimits(
      @ForAll final long seed,
      @ForAll @IntRange(min = 1, max = 20) final int maxRows,
      @ForAll @IntRange(min = 300, max = 3_000) final int maxBodyBytes) {
    final Random random = new Random(seed);
    final Batcher batcher = batcher(maxRows, maxBodyBytes, 50);
    final List<Change> given = new ArrayList<>();
    final List<Batch> sealed = new ArrayList<>();
    long nowMs = 0;
    for (int i = 0; i < 200; i++) {
      nowMs += random.nextInt(5);
      final Change change =
          changes.of(random.nextInt(10), LINE_DISPLAY_NAME, "名".repeat(1 + random.nextInt(40)));
      given.add(change);
      sealed.addAll(batcher.add(change, nowMs));
      batcher.sealIfDue(nowMs).ifPresent(sealed::add);
    }
    batcher.sealIfDue(nowMs + 50).ifPresent(sealed::add);

    for (final Batch batch : sealed) {
      assertThat(batch.rows()).hasSizeBetween(1, maxRows);
      assertThat(
              changes.writer().body(batch.rows().stream().map(Row::encoded).toList()).lengthBytes())
          .isLessThanOrEqualTo(maxBodyBytes);
      assertThat(batch.rows().stream().map(row -> row.member().key())).doesNotHaveDuplicates();
    }
    for (int member = 0; member < 10; member++) {
      final String key = changes.of(member).member().key();
      assertThat(
              sealed.stream()
                  .flatMap(batch -> batch.rows().stream())
                  .flatMap(row -> row.changes().stream())
                  .filter(change -> change.member().key().equals(key)))
          .containsExactlyElementsOf(
              given.stream().filter(change -> change.member().key().equals(key)).toList());
    }
  }

  private Batcher batcher(final int maxRows, final int maxBodyBytes, final long lingerMs) {
    return new Batcher(
        new BatchLimits(maxRows, maxBodyBytes, Long.MAX_VALUE, lingerMs), changes.writer());
  }

  @Test
  void aBodyMayBeAsLargeAsTheLimitAllows() {
    final Change first = changes.of(1);
    final Change second = changes.of(2);
    final int both =
        Math.toIntExact(
            changes.writer().envelopeBytes() + first.row().length + 1L + second.row().length);
    final Batcher batcher = batcher(10, both, 1_000);
    batcher.add(first, 0);
    assertThat(batcher.add(second, 0)).singleElement().extracting(Batch::records).isEqualTo(2);
  }

  @Test
  void aChangeJoinsItsMembersRowAsLongAsItsOwnRowWouldFit() {
    final Change first = changes.of(1);
    final Change second = changes.of(1, LINE_DISPLAY_NAME, "new");
    final int both =
        Math.toIntExact(
            changes.writer().envelopeBytes() + first.row().length + (long) second.row().length);
    final Batcher batcher = batcher(10, both, 1_000);
    batcher.add(first, 0);
    assertThat(batcher.add(second, 0)).isEmpty();
    assertThat(batcher.sealNow()).map(Batch::records).contains(2);
  }

  @Test
  void theOtherFormOfANumberIsKnownAfterADropToo() {
    final Batcher batcher = batcher(10, 10_000, 1_000);
    batcher.add(changes.mobile("0912345678"), 0);
    batcher.drop(List.of(Changes.P1));
    assertThat(batcher.add(changes.mobile("+886912345678"), 0)).hasSize(1);
  }

  @Test
  void whatHasNoCountryCodeIsNoOtherFormOfANumber() {
    for (final String key : List.of("+912345678", "x912345678", "12345912345678")) {
      final Batcher batcher = batcher(10, 10_000, 1_000);
      batcher.add(changes.mobile("0912345678"), 0);
      assertThat(batcher.add(changes.mobile(key), 0)).as(key).isEmpty();
    }
  }
}
