package io.github.linemaac.connect.segments;

import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.connect.upload.Backoff;
import io.github.linemaac.connect.upload.UploadStateMachine;
import java.util.random.RandomGenerator;

/**
 * What the uploads of one connector's segments have in common. They are run one after the other, by
 * one thread, and only that changes any of it.
 *
 * @param known what is known of MAAC's segments
 * @param time whose time of day is compared with MAAC's
 */
public record SegmentStateMachines(
    SegmentSettings segments,
    DeliverySettings settings,
    Backoff backoff,
    SegmentCache known,
    Time time) {

  /** Uploads as the configuration says, when nothing is known yet. */
  public static SegmentStateMachines of(
      final MaacConfig config, final RandomGenerator random, final Time time) {
    return new SegmentStateMachines(
        config.segments(),
        config.delivery(),
        Backoff.of(config.delivery(), random),
        new SegmentCache(),
        time);
  }

  /** Begins an upload; may be called by another thread. */
  public UploadStateMachine begin(final SegmentUpload upload) {
    return new SegmentStateMachine(upload, this);
  }
}
