package io.github.linemaac.connect.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SegmentUpload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

/** However busy all lists are, each is uploaded within a bound, and offsets move. */
class SegmentTableFairnessProperties {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final long STEP_MS = 250;

  /** One upload after the other, while records keep coming for all lists. */
  private static final class Life {
    private final SegmentTable table;
    private final List<Integer> uploadMs;
    private final boolean laidOverMaac;
    private final Random random;
    private final List<Long> cameMs = new ArrayList<>();
    private final Map<String, Integer> uploads = new HashMap<>();
    private Optional<SegmentUpload> underWay = Optional.empty();
    private long readyMs;
    private long nowMs;

    Life(
        final boolean laidOverMaac,
        final List<Integer> uploadMs,
        final long intervalMs,
        final Random random) {
      this.table = new SegmentTable(laidOverMaac, false, intervalMs);
      this.uploadMs = uploadMs;
      this.laidOverMaac = laidOverMaac;
      this.random = random;
    }

    void step() {
      if (underWay.isPresent() && nowMs >= readyMs) {
        table.confirmed(underWay.get());
        underWay = Optional.empty();
      }
      // Each list has changed whenever it is looked at; some began later than others.
      for (int list = 0; list < uploadMs.size(); list++) {
        if (nowMs >= 4_000L * list) {
          change(list);
        }
      }
      table.noteTime(nowMs);
      if (underWay.isEmpty()) {
        underWay = table.nextUpload(nowMs);
        underWay.ifPresent(this::begin);
      }
      nowMs += STEP_MS;
    }

    private void change(final int list) {
      final LineUid id = new LineUid(list, laidOverMaac ? random.nextInt(50) : cameMs.size());
      table.apply(
          new SegmentChange(Optional.of(name(list)), id, laidOverMaac && random.nextBoolean()),
          P0,
          cameMs.size());
      cameMs.add(nowMs);
    }

    private void begin(final SegmentUpload upload) {
      final String name = upload.name().text();
      uploads.merge(name, 1, Integer::sum);
      readyMs = nowMs + uploadMs.get(Integer.parseInt(name));
    }

    /** How long the oldest record has waited that is not confirmed. */
    long waitedMs() {
      final OptionalLong first = table.firstUnconfirmed(P0);
      return first.isPresent() ? nowMs - cameMs.get((int) first.getAsLong()) : 0;
    }
  }

  @Property(tries = 150)
  void eachListIsUploadedWithinABoundWhileRecordsKeepComing(
      @ForAll @Size(min = 1, max = 30) final List<@IntRange(max = 30_000) Integer> uploadMs,
      @ForAll @IntRange(max = 60_000) final int intervalMs,
      @ForAll final boolean laidOverMaac,
      @ForAll final Random random) {
    final Life life = new Life(laidOverMaac, uploadMs, intervalMs, random);
    final long all = uploadMs.stream().mapToLong(ms -> ms + STEP_MS).sum();
    final long longest = uploadMs.stream().max(Comparator.naturalOrder()).orElseThrow();
    // What came during its list's upload waits for that, for the interval, and for one upload of
    // each list, after the one that is under way.
    final long boundMs = intervalMs + all + 2 * longest + 3 * STEP_MS;
    final long untilMs = 4_000L * uploadMs.size() + 4 * boundMs;
    while (life.nowMs < untilMs) {
      life.step();
      assertThat(life.waitedMs()).isLessThanOrEqualTo(boundMs);
    }
    assertThat(life.uploads).hasSameSizeAs(uploadMs);
    assertThat(life.table.wasSettled()).isTrue();
  }

  private static SegmentName name(final int list) {
    return SegmentName.named(Integer.toString(list), "members-0@" + list);
  }
}
