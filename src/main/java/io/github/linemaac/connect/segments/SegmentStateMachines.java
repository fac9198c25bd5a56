package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Backoff;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.function.Function;

/**
 * Begins the procedure of each list; all of them share what is known of MAAC's lists. One thread.
 */
public final class SegmentStateMachines implements Function<SegmentUpload, UploadStateMachine> {
  private final SegmentSettings segments;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private final Time time;
  private final SegmentCache known = new SegmentCache();

  /** Procedures of one connector. */
  public SegmentStateMachines(
      final SegmentSettings segments,
      final DeliverySettings settings,
      final Backoff backoff,
      final Time time) {
    this.segments = segments;
    this.settings = settings;
    this.backoff = backoff;
    this.time = time;
  }

  @Override
  public UploadStateMachine apply(final SegmentUpload upload) {
    return new SegmentStateMachine(upload, segments, settings, backoff, known, time);
  }
}
