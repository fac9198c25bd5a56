package io.github.linemaac.sandbox;

import java.util.List;

/**
 * One file that was uploaded and accepted.
 *
 * @param isNew whether it made the segment
 * @param ids every line of the file in its order, before anything was dropped
 */
public record UploadedFile(
    long atMs, long segmentId, String name, boolean isNew, List<String> ids) {}
