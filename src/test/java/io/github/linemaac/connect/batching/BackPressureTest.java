package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackPressureTest {
  private final BackPressure backPressure = new BackPressure(100, 1_000);

  @Test
  void shutsAtTheHighMarkOfRecordsOrOfBytes() {
    assertThat(backPressure.update(99, 999)).isFalse();
    assertThat(backPressure.update(100, 0)).isTrue();
    assertThat(new BackPressure(100, 1_000).update(0, 1_000)).isTrue();
  }

  @Test
  void opensOnlyBelowHalfOfBothSoThatItDoesNotFlutter() {
    backPressure.update(100, 1_000);
    assertThat(backPressure.update(51, 0)).isTrue();
    assertThat(backPressure.update(50, 501)).isTrue();
    assertThat(backPressure.update(50, 500)).isFalse();
    assertThat(backPressure.update(99, 999)).isFalse();
  }

  @Test
  void remembersWhatItSaidLast() {
    assertThat(backPressure.isFull()).isFalse();
    backPressure.update(100, 0);
    assertThat(backPressure.isFull()).isTrue();
    backPressure.update(0, 0);
    assertThat(backPressure.isFull()).isFalse();
  }
}
