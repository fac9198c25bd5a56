package io.github.linemaac.connect.model;

/**
 * What a segment is to become. Nobody changes the sets any more.
 *
 * @param joined who is on it; with MAAC's own segment as baseline, who has joined that
 * @param left with MAAC's own segment as baseline, who has left that; else empty
 * @param generation how often membership was begun anew; what was known of MAAC's segment in an
 *     earlier one may have been changed by another task since
 * @param mayBeEmpty whether, should nobody be on it, records have said so
 */
public record SegmentUpload(
    SegmentName name, LineUidSet joined, LineUidSet left, int generation, boolean mayBeEmpty) {}
