package io.github.linemaac.connect.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Changes;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.support.HandSetClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Uploaders that share one account: nobody starves, and nobody asks faster than its pace. Each has
 * a backlog that never ends.
 */
class SlotSharingTest {
  private static final long HOUR_MS = 3_600_000;
  private static final long DELIVERY_TIMEOUT_MS = 300_000;
  private static final HttpReply TOO_MANY = new HttpReply.Reply(429, Optional.empty(), new byte[0]);
  private static final HttpReply IN_WORDS =
      new HttpReply.Reply(
          403,
          Optional.empty(),
          "{\"detail\":\"Another import task is already running.\"}".getBytes(UTF_8));

  private final Changes changes = new Changes();
  private final HandSetClock clock = new HandSetClock();
  private final AccountSlots worker = new AccountSlots();
  private final List<One> ones = new ArrayList<>();

  /** A connector's uploader, when it is to be run next, and what it has told. */
  private static final class One {
    private final String name;
    private final UploadQueue queue;
    private final Uploader uploader;
    private final ImportSlot slot;
    private final ImportStateMachines imports;
    private final List<Outcome> told = new ArrayList<>();
    private long nextMs;

    One(
        final String name,
        final UploadQueue queue,
        final Uploader uploader,
        final ImportSlot slot,
        final ImportStateMachines imports) {
      this.name = name;
      this.queue = queue;
      this.uploader = uploader;
      this.slot = slot;
      this.imports = imports;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2,7,7000",
    "2,15,500",
    "2,15,2000",
    "2,15,30000",
    "3,5,7000",
    "3,15,2000",
    "3,15,60000"
  })
  void onOneWorkerTheyTakeTurns(final int count, final int perMinute, final long importMs) {
    final SharedAccount account = new SharedAccount(clock, importMs, TOO_MANY);
    for (int i = 0; i < count; i++) {
      add(
          "abc".substring(i, i + 1),
          account,
          () -> worker.joinAccount("https://a.example.com", "t"),
          perMinute,
          i);
    }
    run(HOUR_MS / 4);
    assertThat(mostImportsBetweenTwoOf(account.imported())).isLessThanOrEqualTo(1);
    assertThat(ones).allSatisfy(one -> assertThat(refusals(one)).isZero());
    assertThat(ones).allSatisfy(one -> assertThat(one.uploader.hasFailed()).isFalse());
    assertPaceIsKept(account, perMinute);
  }

  /** Where an import is shorter than half a gap, a few of them are a matter of seconds. */
  @ParameterizedTest
  @CsvSource({
    "2,7,7000,3",
    "2,7,500,3",
    "2,7,3000,6",
    "2,15,2000,6",
    "2,15,7000,3",
    "2,15,30000,3",
    "3,5,7000,6",
    "3,5,2000,6",
    "3,15,7000,6",
    "3,15,60000,6"
  })
  void acrossWorkersNobodyWaitsForManyImportsOfAnother(
      final int count, final int perMinute, final long importMs, final int most) {
    for (long seed = 0; seed < 10; seed++) {
      ones.clear();
      final SharedAccount account =
          new SharedAccount(clock, importMs, seed % 2 == 0 ? TOO_MANY : IN_WORDS);
      for (int i = 0; i < count; i++) {
        add("abc".substring(i, i + 1), account, AccountSlots::alone, perMinute, 10 * seed + i);
      }
      run(HOUR_MS);
      assertThat(account.longestWaitImports()).as("seed %d", seed).isLessThanOrEqualTo(most);
      assertThat(account.imported()).as("seed %d", seed).hasSizeGreaterThan(50);
      assertThat(ones).allSatisfy(one -> assertThat(one.uploader.hasFailed()).isFalse());
      assertPaceIsKept(account, perMinute);
    }
  }

  @ParameterizedTest
  @CsvSource({"7,7000", "15,2000", "15,30000"})
  void againstOneWhoImportsBackToBackItGetsItsTurnsAndNeverFails(
      final int perMinute, final long importMs) {
    final SharedAccount account = new SharedAccount(clock, importMs, TOO_MANY);
    final One one =
        add("a", account, () -> worker.joinAccount("https://a.example.com", "t"), perMinute, 1);
    final long untilMs = clock.monotonicMs() + 4 * HOUR_MS;
    final Random random = new Random(7);
    long foreignMs = 0;
    while (clock.monotonicMs() < untilMs) {
      if (foreignMs <= clock.monotonicMs()) {
        if (account.isFree()) {
          account.take("foreign");
        }
        // It looks once a second, as MAAC advises, so it finds the slot free half a second late.
        foreignMs = clock.monotonicMs() + 800 + random.nextInt(400);
      }
      step(one);
      clock.advance(Math.max(0, Math.min(foreignMs, one.nextMs) - clock.monotonicMs()));
    }
    assertThat(one.uploader.hasFailed()).isFalse();
    assertThat(account.imported().stream().filter("a"::equals).count()).isGreaterThan(20);
    assertPaceIsKept(account, perMinute);
  }

  @ParameterizedTest
  @CsvSource({"2000,0.98", "7000,0.95", "30000,0.95"})
  void whoIsAloneLosesNextToNothing(final long importMs, final double share) {
    final SharedAccount account = new SharedAccount(clock, importMs, TOO_MANY);
    add("a", account, AccountSlots::alone, 15, 1);
    run(HOUR_MS);
    // It looks once a second, so an import that takes longer than a gap is seen half a second late.
    final long most = HOUR_MS / Math.max(4_000, importMs + 500);
    assertThat(account.imported().size()).isGreaterThan((int) (share * most));
  }

  @Test
  void oneThatStopsInTheMiddleOfItsImportLetsTheOtherGoOn() {
    final SharedAccount account = new SharedAccount(clock, 7_000, TOO_MANY);
    final One stops =
        add("a", account, () -> worker.joinAccount("https://a.example.com", "t"), 15, 1);
    add("b", account, () -> worker.joinAccount("https://a.example.com", "t"), 15, 2);
    run(60_000);
    ones.remove(stops);
    stops.slot.close();
    final int before = account.imported().size();
    run(60_000);
    assertThat(account.imported().subList(before, account.imported().size()))
        .hasSizeGreaterThan(5)
        .containsOnly("b");
  }

  @Test
  void onesOfDifferentAccountsDoNotWaitForEachOther() {
    final SharedAccount first = new SharedAccount(clock, 30_000, TOO_MANY);
    final SharedAccount second = new SharedAccount(clock, 30_000, TOO_MANY);
    add("a", first, () -> worker.joinAccount("https://a.example.com", "t"), 15, 1);
    add("b", second, () -> worker.joinAccount("https://a.example.com", "u"), 15, 2);
    assertThat(worker.size()).isEqualTo(2);
    run(HOUR_MS / 12);
    assertThat(first.imported()).hasSizeGreaterThan(8);
    assertThat(second.imported()).hasSizeGreaterThan(8);
  }

  @Test
  void anAccountIsForgottenWithItsLastConnector() {
    final ImportSlot one = worker.joinAccount("https://a.example.com", "t");
    final ImportSlot other = worker.joinAccount("HTTPS://A.example.com", "t");
    assertThat(worker.size()).isEqualTo(1);
    one.close();
    one.close();
    assertThat(worker.size()).isEqualTo(1);
    other.close();
    assertThat(worker.size()).isZero();
    assertThat(one.take(0, 1, 2)).as("no turn for who is closed").isEqualTo(Long.MAX_VALUE);
  }

  private One add(
      final String name,
      final SharedAccount account,
      final Supplier<ImportSlot> joins,
      final int perMinute,
      final long seed) {
    final ImportSlot slot = joins.get();
    final UploadQueue queue = new UploadQueue();
    final DeliverySettings settings =
        new DeliverySettings(10, 0, perMinute, 1_000, HOUR_MS, 1_000, 60_000, DELIVERY_TIMEOUT_MS);
    final One one =
        new One(
            name,
            queue,
            new Uploader(queue, account.of(name), clock),
            slot,
            new ImportStateMachines(
                ImportKey.LINE_UID,
                settings,
                changes.writer(),
                new Backoff(1_000, 60_000, new Random(seed)),
                new ImportRateLimiter(perMinute, clock.monotonicMs()),
                slot,
                new ConfirmedMembers(0),
                new SharedRemovals(5, 0)));
    ones.add(one);
    return one;
  }

  private void run(final long ms) {
    final long untilMs = clock.monotonicMs() + ms;
    while (clock.monotonicMs() < untilMs) {
      ones.forEach(this::step);
      final long nextMs = ones.stream().mapToLong(one -> one.nextMs).min().orElseThrow();
      clock.advance(Math.max(0, Math.min(nextMs, untilMs) - clock.monotonicMs()));
    }
  }

  private void step(final One one) {
    if (!one.queue.isUnderWay()) {
      one.queue.offer(
          one.imports.begin(new Batch(List.of(Row.of(changes.of(1)))), Meanwhile.NOTHING));
      one.nextMs = 0;
    }
    if (one.nextMs <= clock.monotonicMs()) {
      one.nextMs = clock.monotonicMs() + one.uploader.runOnce();
    }
    one.told.addAll(one.queue.drain());
  }

  private static long refusals(final One one) {
    return one.told.stream()
        .filter(told -> told instanceof Outcome.SlotAwaited awaited && awaited.refused())
        .count();
  }

  /** The most imports of one that lie between two imports of another, or before its first. */
  private int mostImportsBetweenTwoOf(final List<String> imported) {
    assertThat(imported).hasSizeGreaterThan(10);
    int most = 0;
    for (final One waits : ones) {
      for (final One other : ones) {
        int between = 0;
        for (final String name : imported) {
          between = name.equals(waits.name) ? 0 : between + (name.equals(other.name) ? 1 : 0);
          most = Math.max(most, other == waits ? 0 : between);
        }
      }
    }
    return most;
  }

  private void assertPaceIsKept(final SharedAccount account, final int perMinute) {
    for (final One one : ones) {
      final List<Long> asked = account.askedMs(one.name);
      for (int i = 1; i < asked.size(); i++) {
        assertThat(asked.get(i) - asked.get(i - 1)).isGreaterThanOrEqualTo(60_000 / perMinute);
      }
    }
  }
}
