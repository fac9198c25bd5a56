package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.schedule.CatchUp.Doubt;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where no lag is shown. */
class CatchUpWithoutLagTest extends CatchUpFixture {
  @Test
  void withoutALagARecordFromAfterTheBeginningIsTheSign() {
    begin(P0);
    catchUp.onRecord(P0, 0, 4_000, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.onRecord(P0, 1, 4_099, 4_100);
    assertThat(isComplete(4_100)).isTrue();
  }

  @Test
  void withoutALagATimestampThatIsAheadByMoreThanClocksDifferIsNone() {
    begin(P0);
    catchUp.onRecord(P0, 0, -MINUTE_MS, 4_000);
    assertThat(isComplete(4_000)).isFalse();
    catchUp.onRecord(P0, 1, -SECOND_MS, 4_100);
    assertThat(isComplete(4_100)).isTrue();
  }

  @Test
  void withoutALagASilenceLongerThanThatOfAQuotaIsTheSign() {
    begin(P0);
    catchUp.onRecord(P0, 0, OLD_MS, 3_000);
    assertThat(isComplete(3_000 + MINUTE_MS - 1)).isFalse();
    assertThat(isComplete(3_000 + MINUTE_MS)).isTrue();
  }

  @Test
  void withoutALagOldRecordsThatNeverPauseEndWithinAnHourAndAWord() {
    begin(P0);
    for (long nowMs = 0; nowMs < CatchUp.LONGEST_MS; nowMs += 4_000) {
      catchUp.onRecord(P0, nowMs, OLD_MS, nowMs);
      assertThat(isComplete(nowMs)).isFalse();
    }
    assertThat(isComplete(CatchUp.LONGEST_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).containsEntry(Doubt.NO_END_SEEN, Set.of(P0));
  }

  @Test
  void aPauseIsNotReadingFor() {
    begin(P0);
    catchUp.restartSilence(CatchUp.LONGEST_MS);
    catchUp.onRecord(P0, 0, OLD_MS, CatchUp.LONGEST_MS + 10);
    assertThat(isComplete(CatchUp.LONGEST_MS + 20)).isFalse();
  }

  @Test
  void thatNoLagIsShownIsToldOnceOfAllPartitions() {
    begin(P0, P1);
    assertThat(isComplete(10)).isFalse();
    assertThat(catchUp.takeDoubts()).as("it may still come").isEmpty();
    assertThat(isComplete(ReadProgress.SETTLE_MS)).isFalse();
    assertThat(catchUp.takeDoubts()).isEqualTo(Map.of(Doubt.LAG_HIDDEN, Set.of(P0, P1)));
    assertThat(isComplete(MINUTE_MS)).isTrue();
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).isEmpty();
  }

  @Test
  void whereTheLagIsShownThereIsNoDoubt() {
    lags.put(P0, new Lag.Awaited());
    begin(P0);
    assertThat(isComplete(MINUTE_MS)).isFalse();
    lags.put(P0, new Lag.Known(0));
    assertThat(isComplete(MINUTE_MS)).isTrue();
    assertThat(catchUp.takeDoubts()).isEmpty();
  }
}
