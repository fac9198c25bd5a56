package io.github.linemaac.connect.task;

import static io.github.linemaac.connect.task.MemberPipelineFixture.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.linemaac.sandbox.ImportStats;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * {@code flush.interval.ms=0}: records go out whenever the account is free, and gather meanwhile.
 * However few or many come, MAAC's pace is kept, and each is confirmed as soon as that allows.
 */
class FlushAtOnceProperties {
  private static final long STEP_MS = 100;
  private static final long GAP_MS = 4_000;
  private static final long POLL_MS = 1_000;
  private static final long MINUTES = 3;

  /** At most 100 records in a step, since an import carries 10,000 and more would pile up. */
  @Property(tries = 60)
  void everyRecordIsConfirmedAsSoonAsThePaceAndTheImportsAllow(
      @ForAll @IntRange(min = 1, max = 100) final int mostAtOnce,
      @ForAll @IntRange(min = 1, max = 100) final int stepsBetween,
      @ForAll @LongRange(max = 8_000) final long importMs,
      @ForAll final long seed) {
    final Life life = new Life(importMs);
    final Random random = new Random(seed);
    for (long ms = 0; ms < MINUTES * 60_000; ms += STEP_MS) {
      life.step(random.nextInt(stepsBetween) == 0 ? 1 + random.nextInt(mostAtOnce) : 0);
    }

    final ImportStats stats = life.fixture.sandbox.imports().stats();
    assertThat(stats.throttled() + stats.refusedAsConcurrent()).isZero();
    assertThat(stats.posted() - Life.FIRST_IMPORTS).isLessThanOrEqualTo(15 * MINUTES + 1);
    // It may miss a batch by a moment, and goes out as soon as the pace and that import allow.
    final long importAndLookMs = importMs + POLL_MS + 2 * STEP_MS;
    assertThat(life.oldestMs)
        .isLessThanOrEqualTo(Math.max(GAP_MS, importAndLookMs) + importAndLookMs + 3 * STEP_MS);
  }

  @Property(tries = 20)
  void aRecordThatComesAloneWaitsForItsImportOnly(
      @ForAll @LongRange(max = 8_000) final long importMs) {
    final Life life = new Life(importMs);
    for (int i = 0; i < 10; i++) {
      life.alone();
    }

    assertThat(life.oldestMs).isLessThanOrEqualTo(importMs + POLL_MS + 3 * STEP_MS);
    assertThat(life.fixture.sandbox.imports().stats().posted()).isEqualTo(Life.FIRST_IMPORTS + 10);
  }

  @Example
  void whileThePaceLetsNoneOutRecordsGatherAndTheTaskIsLeftAlone() {
    final Life life = new Life(0);
    life.alone();
    life.step(1);
    final long sentMs = life.fixture.clock.monotonicMs();
    while (life.fixture.held() > 0) {
      life.step(0);
    }
    final long leftMs = GAP_MS - (life.fixture.clock.monotonicMs() - sentMs);
    life.fixture.context.takeWake();
    life.fixture.put(members(life.fixture.p0, life.records, 1));

    assertThat(life.fixture.context.takeWake().orElseThrow())
        .isCloseTo(leftMs, within(2 * STEP_MS));
  }

  @Example
  void whatComesBeforeThePaceLetsAFirstImportOutGoesWithIt() {
    final MemberPipelineFixture fixture =
        new MemberPipelineFixture("flush.interval.ms", "0", "batch.max.records", "10000");
    fixture.open(fixture.p0);
    for (int i = 0; i < 8; i++) {
      fixture.put(members(fixture.p0, i, 1));
      fixture.delivery.runDue(10);
      fixture.clock.advance(GAP_MS / 8);
    }
    fixture.deliver();

    assertThat(fixture.sandbox.imports().stats().posted()).isEqualTo(1);
  }

  /** A connector in hand-set time, and how long the slowest of its records took. */
  private static final class Life {
    /** They are followed by a rest, so that others who import into the account are found. */
    private static final int FIRST_IMPORTS = 4;

    private final MemberPipelineFixture fixture;
    private final Deque<Long> unconfirmedSinceMs = new ArrayDeque<>();
    private int records;
    private long oldestMs;

    Life(final long importMs) {
      fixture = new MemberPipelineFixture("flush.interval.ms", "0", "batch.max.records", "10000");
      fixture.sandbox.settings().imports.perMinute = 15;
      fixture.sandbox.settings().imports.durationMs = importMs;
      fixture.open(fixture.p0);
      for (int i = 0; i < FIRST_IMPORTS; i++) {
        alone();
      }
      oldestMs = 0;
    }

    /** One record, and then none for longer than its import takes. */
    void alone() {
      step(1);
      for (int rest = 0; rest < 150; rest++) {
        step(0);
      }
    }

    void step(final int count) {
      fixture.put(members(fixture.p0, records, count));
      records += count;
      for (int i = 0; i < count; i++) {
        unconfirmedSinceMs.addLast(fixture.clock.monotonicMs());
      }
      while (unconfirmedSinceMs.size() > fixture.held()) {
        oldestMs =
            Math.max(oldestMs, fixture.clock.monotonicMs() - unconfirmedSinceMs.removeFirst());
      }
      if (!unconfirmedSinceMs.isEmpty()) {
        oldestMs = Math.max(oldestMs, fixture.clock.monotonicMs() - unconfirmedSinceMs.peekFirst());
      }
      fixture.delivery.runDue(10);
      fixture.clock.advance(STEP_MS);
    }
  }
}
