package io.github.linemaac.connect.model;

import java.util.Optional;

/**
 * What one record says about a segment.
 *
 * @param segment the segment's name; empty: every segment, as a tombstone of a member says
 * @param lineUid whom it is about
 * @param removes whether the id leaves the segment; else it joins
 */
public record SegmentChange(Optional<SegmentName> segment, LineUid lineUid, boolean removes) {}
