package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.TestRecords;
import io.github.linemaac.sandbox.Segments;
import io.github.linemaac.sandbox.StoredSegment;
import io.github.linemaac.sandbox.UploadedFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the connector does to MAAC's segments. Taken after each call, so that uploads and deletions
 * come in their order.
 */
final class SegmentChanges {
  /** Nobody has so high a number. */
  static final String PLACEHOLDER = TestRecords.lineUid(9_999);

  private final World<?> world;
  private int uploads;
  private int deletions;

  /**
   * Who is on a segment from now on.
   *
   * @param members nobody, if it was deleted or has the placeholder alone
   */
  record Change(String name, Set<String> members) {}

  SegmentChanges(final World<?> world) {
    this.world = world;
  }

  /** Lets the connector do this with a segment that the last one has left. */
  static void configure(final World<?> world, final String behavior) {
    world.configure("segment.empty.behavior", behavior);
    world.configure(
        "segment.placeholder.line_uid", behavior.equals("placeholder") ? PLACEHOLDER : "");
  }

  /** Whether MAAC keeps the last segment of those who have left. */
  boolean keepsTheLast() {
    return !is("placeholder") && !is("delete");
  }

  boolean deletes() {
    return is("delete");
  }

  private boolean is(final String behavior) {
    return world.configured("segment.empty.behavior").equals(behavior);
  }

  /** Takes what was done since the last time; no upload is empty. */
  List<Change> take() {
    final Segments segments = world.sandbox().segments();
    final List<Change> taken = new ArrayList<>();
    if (segments.uploadCount() > uploads) {
      final List<UploadedFile> all = segments.uploads();
      all.subList(uploads, all.size()).forEach(upload -> taken.add(uploaded(upload)));
      uploads = all.size();
    }
    final List<StoredSegment> deleted = segments.deletions();
    deleted.subList(deletions, deleted.size()).forEach(segment -> taken.add(deleted(segment)));
    deletions = deleted.size();
    return taken;
  }

  private Change uploaded(final UploadedFile upload) {
    assertThat(upload.ids()).isNotEmpty().doesNotHaveDuplicates();
    if (!upload.ids().contains(PLACEHOLDER)) {
      return new Change(upload.name(), new HashSet<>(upload.ids()));
    }
    assertThat(is("placeholder")).as("a placeholder is wanted").isTrue();
    assertThat(upload.ids()).as("a placeholder is alone").containsExactly(PLACEHOLDER);
    return new Change(upload.name(), Set.of());
  }

  private Change deleted(final StoredSegment segment) {
    assertThat(deletes()).as("a deletion is wanted").isTrue();
    assertThat(segment.isList()).as("a segment by conditions is not deleted").isTrue();
    return new Change(segment.name(), Set.of());
  }

  /** Who is on MAAC's segments of a name now. */
  Set<String> inMaac(final String name) {
    final Set<String> members = new HashSet<>();
    world.sandbox().segments().named(name).forEach(segment -> members.addAll(segment.ids()));
    members.remove(PLACEHOLDER);
    return members;
  }
}
