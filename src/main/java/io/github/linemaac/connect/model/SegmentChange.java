package io.github.linemaac.connect.model;

import java.util.Optional;

/**
 * What one record says about a list.
 *
 * @param segment the list's name; empty: every list, as a tombstone of a member says
 * @param lineUid whom it is about
 * @param removes whether the id leaves the list; else it joins
 */
public record SegmentChange(Optional<SegmentName> segment, LineUid lineUid, boolean removes) {}
