package io.github.linemaac.connect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentNameTest {

  @Test
  void isTheSameSegmentWhereverTheNameStands() {
    final SegmentName configured = SegmentName.configured("VIP");

    assertThat(configured)
        .isEqualTo(SegmentName.named("VIP", "crm-0@12"))
        .hasSameHashCodeAs(SegmentName.named("VIP", "crm-0@12"))
        .isNotEqualTo(SegmentName.configured("vip"))
        .doesNotHaveSameHashCodeAs(SegmentName.configured("vip"))
        .isNotEqualTo("VIP");
    assertThat(configured.text()).isEqualTo("VIP");
  }

  @Test
  void isCalledByWhereItStandsSinceANameThatARecordGaveIsNotTold() {
    assertThat(SegmentName.configured("VIP")).hasToString("the segment of segment.name");
    assertThat(SegmentName.named("VIP", "crm-0@12"))
        .hasToString("the segment that record crm-0@12 names");
  }

  @Test
  void isOneLineOfAsManyCharactersAsMaacTakes() {
    assertThat(SegmentName.fault("x".repeat(MaacLimits.SEGMENT_NAME_CHARACTERS))).isEmpty();
    assertThat(SegmentName.fault("x".repeat(MaacLimits.SEGMENT_NAME_CHARACTERS + 1)))
        .contains("is longer than 255 characters");
  }
}
