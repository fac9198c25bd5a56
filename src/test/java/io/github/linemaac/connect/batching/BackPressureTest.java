package io.github.linemaac.connect.batching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackPressureTest {
  private final BackPressure valve = new BackPressure(100, 1_000);

  @Test
  void shutsAtTheHighMarkOfRecordsOrOfBytes() {
    assertThat(valve.shutsAt(99, 999)).isFalse();
    assertThat(valve.shutsAt(100, 0)).isTrue();
    assertThat(new BackPressure(100, 1_000).shutsAt(0, 1_000)).isTrue();
  }

  @Test
  void opensOnlyBelowHalfOfBothSoThatItDoesNotFlutter() {
    valve.shutsAt(100, 1_000);
    assertThat(valve.shutsAt(51, 0)).isTrue();
    assertThat(valve.shutsAt(50, 501)).isTrue();
    assertThat(valve.shutsAt(50, 500)).isFalse();
    assertThat(valve.shutsAt(99, 999)).isFalse();
  }
}
