package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.metrics.Metric;
import io.github.linemaac.sandbox.InjectedFault;
import org.junit.jupiter.api.Test;

/** What is measured of lists, in hand-set time. */
class SegmentMetricsTest {
  private final SegmentPipelineFixture fixture =
      new SegmentPipelineFixture("segment.upload.interval.ms", "0", "retry.backoff.ms", "10");

  @Test
  void listsAreCountedWithTheirIds() {
    fixture.readUp();
    assertThat(of(Metric.SEGMENTS)).isEqualTo(1);
    fixture.put(fixture.fresh(fixture.p0, 1, 2), fixture.fresh(fixture.p0, 2, 3));
    fixture.deliver();
    assertThat(of(Metric.SEGMENT_IDS)).isEqualTo(3);
    assertThat(of(Metric.SEGMENT_IDS_MAX)).isEqualTo(3);
    assertThat(of(Metric.RECORDS_RECEIVED)).isEqualTo(3);
    assertThat(of(Metric.IMPORTS_SUCCEEDED)).isEqualTo(2);
    assertThat(of(Metric.IMPORTS_SUBMITTED)).isEqualTo(2);
    assertThat(of(Metric.LAST_SUCCESS_TIME)).isPositive();
    assertThat(of(Metric.IMPORT_LATENCY_MAX)).isNotNegative();
  }

  @Test
  void aListThatIsEmptiedIsNotAmongThem() {
    fixture.readUp();
    fixture.put(fixture.removal(fixture.p0, 1, 1));
    fixture.deliver();
    assertThat(of(Metric.SEGMENTS)).isZero();
    assertThat(of(Metric.SEGMENT_IDS)).isZero();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
  }

  @Test
  void anUploadThatFailsIsRetriedAndALookThatFailsIsNot() {
    fixture.sandbox.faults().next("POST", "/openapi/v1/custom_segment/", InjectedFault.status(429));
    fixture.sandbox.faults().next(2, "GET", "/openapi/v1/segment/", InjectedFault.status(503));
    fixture.readUp();
    assertThat(of(Metric.IMPORTS_SUBMITTED)).isEqualTo(2);
    assertThat(of(Metric.IMPORTS_RETRIED)).isEqualTo(1);
    assertThat(of(Metric.REQUESTS_FAILED)).isEqualTo(3);
    assertThat(of(Metric.REQUESTS_THROTTLED)).isEqualTo(1);
  }

  @Test
  void theAgeIsThatOfTheOldestChangeThatNoUploadHasConfirmed() {
    fixture.readUp();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
    fixture.sandbox.settings().segments.readyAfterMs = 5_000;
    fixture.put(fixture.fresh(fixture.p0, 1, 2));
    fixture.pass(1_000);
    fixture.put(fixture.fresh(fixture.p0, 2, 3));
    fixture.pass(1_000);
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isEqualTo(2_000);
    fixture.run();
    fixture.put();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).as("the second waits").isPositive();
    fixture.deliver();
    assertThat(of(Metric.OLDEST_UNCONFIRMED_RECORD_AGE)).isZero();
  }

  private double of(final Metric metric) {
    return fixture.metrics.of(metric);
  }
}
