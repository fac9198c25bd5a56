package io.github.linemaac.connect.sandbox;

import java.util.List;

/**
 * One file that was uploaded and accepted.
 *
 * @param isNew whether it made the segment
 * @param ids every line of the file in its order, before anything was dropped
 */
public record SegmentUpload(
    long atMs, long segmentId, String name, boolean isNew, List<String> ids) {}
