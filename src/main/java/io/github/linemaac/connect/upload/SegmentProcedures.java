package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.batching.SegmentUpload;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.SegmentSettings;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Begins the procedure of each list; all of them share what is known of MAAC's lists. One thread.
 */
public final class SegmentProcedures implements Function<SegmentUpload, Procedure> {
  private final SegmentSettings segments;
  private final DeliverySettings settings;
  private final Backoff backoff;
  private final LongSupplier wallMs;
  private final KnownLists known = new KnownLists();

  /**
   * Procedures of one connector.
   *
   * @param wallMs the time of day, to be compared with MAAC's
   */
  public SegmentProcedures(
      final SegmentSettings segments,
      final DeliverySettings settings,
      final Backoff backoff,
      final LongSupplier wallMs) {
    this.segments = segments;
    this.settings = settings;
    this.backoff = backoff;
    this.wallMs = wallMs;
  }

  @Override
  public Procedure apply(final SegmentUpload upload) {
    return new SegmentProcedure(upload, segments, settings, backoff, known, wallMs);
  }
}
