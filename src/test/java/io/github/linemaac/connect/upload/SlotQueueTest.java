package io.github.linemaac.connect.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whose turn it is, in hand-set time. */
class SlotQueueTest {
  private static final long GAP_MS = 4_000;
  private static final long REST_MS = 5_000;

  private final SlotQueue queue = new SlotQueue();
  private long nowMs = 1_000_000;

  @Test
  void whoIsAloneHasTheTurnAtOnceAndKeepsIt() {
    assertThat(hasTurn("a")).isTrue();
    nowMs += 1_000_000;
    assertThat(hasTurn("a")).isTrue();
    assertThat(hasTurn("b")).isFalse();
  }

  @Test
  void theyTakeTurnsWhateverTheAgeOfTheirBatches() {
    spendCourtesy();
    final List<String> turns = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      assertThat(hasTurn("old", 1)).isNotEqualTo(hasTurn("new", 2));
      final String holder = hasTurn("old", 1) ? "old" : "new";
      turns.add(holder);
      queue.imported(holder, REST_MS, nowMs);
      // It asks for its next batch before the other one has been told.
      hasTurn(holder, holder.equals("old") ? 1 : 2);
      nowMs += GAP_MS;
    }
    assertThat(turns).containsExactly("old", "new", "old", "new", "old", "new");
  }

  @Test
  void ofThoseWhoWaitTheOldestBatchGoesFirst() {
    spendCourtesy();
    hasTurn("a");
    hasTurn("younger", 20);
    hasTurn("older", 10);
    queue.imported("a", REST_MS, nowMs);
    nowMs += GAP_MS;
    assertThat(hasTurn("younger", 20)).isFalse();
    assertThat(hasTurn("older", 10)).isTrue();
  }

  @Test
  void whoStopsWhileItHoldsTheTurnHoldsNobodyUp() {
    hasTurn("dies");
    assertThat(hasTurn("b")).isFalse();
    queue.leave("dies");
    nowMs += GAP_MS;
    assertThat(hasTurn("b")).isTrue();
  }

  @Test
  void whoAskedAndHasSomethingElseToDoHoldsNobodyUpForLong() {
    spendCourtesy();
    hasTurn("a");
    hasTurn("lost", 0);
    hasTurn("b", 1);
    queue.imported("a", REST_MS, nowMs);
    nowMs += GAP_MS;
    assertThat(hasTurn("b", 1)).as("lost may still come").isFalse();
    nowMs += 10_100;
    assertThat(hasTurn("b", 1)).isTrue();
  }

  @Test
  void whoGivesItsPlaceBackHoldsNobodyUp() {
    spendCourtesy();
    hasTurn("a");
    hasTurn("revoked", 0);
    hasTurn("b", 1);
    queue.imported("a", REST_MS, nowMs);
    queue.release("revoked");
    nowMs += 100;
    queue.release("a");
    nowMs += GAP_MS;
    assertThat(hasTurn("b", 1)).isTrue();
  }

  @Test
  void nobodyAsksMaacTwiceWithinAGapOfTheAccount() {
    spendCourtesy();
    hasTurn("a");
    hasTurn("b");
    queue.imported("a", REST_MS, nowMs);
    assertThat(queue.take("b", 0, GAP_MS, nowMs + GAP_MS - 1)).isEqualTo(nowMs + GAP_MS);
    assertThat(queue.take("b", 0, GAP_MS, nowMs + GAP_MS)).isEqualTo(nowMs + GAP_MS);
  }

  @Test
  void afterARefusalNobodyAsksBeforeThatMomentAndTheSameOneAsksFirst() {
    hasTurn("b");
    hasTurn("a", 5);
    queue.refused("b", nowMs + 9_000, true, nowMs);
    assertThat(queue.take("a", 5, GAP_MS, nowMs + 8_999)).isEqualTo(nowMs + 9_000);
    nowMs += 9_000;
    assertThat(hasTurn("a", 5)).as("b was here before").isFalse();
    assertThat(hasTurn("b")).isTrue();
  }

  @Test
  void whoIsRefusedInWordsAloneGoesBehindTheOthers() {
    hasTurn("b");
    hasTurn("a", 5);
    queue.refused("b", nowMs + 4_000, false, nowMs);
    hasTurn("b");
    nowMs += 4_000;
    assertThat(hasTurn("b")).isFalse();
    assertThat(hasTurn("a", 5)).isTrue();
  }

  @Property(tries = 200)
  void nobodyWaitsForMoreThanOneImportOfEachOther(
      @ForAll final long seed, @ForAll @IntRange(min = 1, max = 6) final int connectors) {
    final Random random = new Random(seed);
    final List<List<Integer>> sinceIAsked = new ArrayList<>();
    for (int i = 0; i < connectors; i++) {
      sinceIAsked.add(new ArrayList<>());
    }
    final boolean[] asks = new boolean[connectors];
    int holder = -1;
    for (int step = 0; step < 2_000; step++) {
      nowMs += random.nextInt(200);
      final int one = random.nextInt(connectors);
      if (holder == one) {
        if (random.nextInt(5) == 0) {
          queue.imported(one, REST_MS, nowMs);
          holder = -1;
          asks[one] = false;
        }
        continue;
      }
      if (!asks[one]) {
        sinceIAsked.get(one).clear();
      }
      asks[one] = true;
      if (queue.take(one, random.nextInt(10), GAP_MS, nowMs) <= nowMs) {
        assertThat(holder).as("one at a time").isEqualTo(-1);
        holder = one;
        sinceIAsked.forEach(turns -> turns.add(one));
        assertThat(sinceIAsked.get(one)).as("turns since %d asked", one).doesNotHaveDuplicates();
      }
    }
  }

  /** What a task that was just started does. */
  private void spendCourtesy() {
    for (int i = 0; i < 3; i++) {
      hasTurn("first");
      queue.imported("first", 0, nowMs);
      nowMs += GAP_MS;
    }
    queue.leave("first");
  }

  private boolean hasTurn(final String connector) {
    return hasTurn(connector, 0);
  }

  private boolean hasTurn(final String connector, final long batchSinceMs) {
    return queue.take(connector, batchSinceMs, GAP_MS, nowMs) <= nowMs;
  }
}
