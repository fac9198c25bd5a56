package io.github.linemaac.connect.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer as Kafka's is: what it shows of the end is as old as the last answer, a broker does
 * not answer if nothing has changed, and what was fetched before a pause is given after it. Its
 * records have timestamps of any time, and a transform drops some of them.
 */
class CatchUpProperties {
  private static final TopicPartition P0 = new TopicPartition("members", 0);
  private static final int LONGEST_OUTAGE_MS = 40_000;

  @Property(tries = 1_000)
  void whatIsAssignedIsCaughtUpAtItsEndAndNotBefore(@ForAll final long seed) {
    final Consumer consumer = new Consumer(seed);
    consumer.produce();
    consumer.assign();
    consumer.readUntilCaughtUp(true);
  }

  @Property(tries = 1_000)
  void whatIsResumedIsCaughtUpAtItsEndAndNotBefore(@ForAll final long seed) {
    final Consumer consumer = new Consumer(seed);
    consumer.produce();
    consumer.assign();
    consumer.readUntilCaughtUp(true);
    for (int windows = 0; windows < 5; windows++) {
      consumer.rest();
      consumer.begin();
      consumer.readUntilCaughtUp(false);
    }
  }

  private static final class Consumer {
    private final Random random;
    private final CatchUp catchUp = CatchUp.ofLists();
    private Lag shown = new Lag.Hidden();
    private long nowMs;
    private long end;
    private long position;
    private long fetchedTo;
    private long highWatermark;
    private long answeredEnd = -1;
    private long downUntilMs;
    private long endAtBegin;

    Consumer(final long seed) {
      this.random = new Random(seed);
    }

    void produce() {
      end += random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(5);
    }

    /** As Connect does: read from what was committed. */
    void assign() {
      shown = new Lag.Awaited();
      position = random.nextInt((int) end + 1);
      fetchedTo = position;
      begin();
    }

    void begin() {
      endAtBegin = end;
      catchUp.begin(List.of(P0), nowMs, partition -> shown);
    }

    /**
     * What was being fetched as the partition was paused is kept; by the end all brokers are up.
     */
    void rest() {
      produce();
      fetch();
      nowMs += LONGEST_OUTAGE_MS + random.nextInt(86_400_000);
      produce();
    }

    void readUntilCaughtUp(final boolean brokerGoes) {
      final long deadlineMs = nowMs + 20 * LONGEST_OUTAGE_MS;
      while (!catchUp.isComplete(nowMs, partition -> shown)) {
        assertThat(nowMs).as("it ends").isLessThan(deadlineMs);
        if (random.nextInt(3) == 0) {
          produce();
        }
        if (brokerGoes && nowMs > downUntilMs + 1_000 && random.nextInt(20) == 0) {
          downUntilMs = nowMs + random.nextInt(LONGEST_OUTAGE_MS);
        }
        nowMs += 1 + random.nextInt(500);
        poll();
      }
      assertThat(position).isGreaterThanOrEqualTo(endAtBegin);
    }

    private void poll() {
      if (nowMs >= downUntilMs) {
        fetch();
      }
      final long to = Math.min(fetchedTo, position + 500);
      for (long offset = position; offset < to; offset++) {
        if (random.nextInt(3) > 0) {
          catchUp.onRecord(P0, offset, ageMs(), nowMs);
        }
      }
      if (to > position || answeredEnd == highWatermark) {
        shown = new Lag.Known(highWatermark - to);
      }
      position = to;
    }

    private void fetch() {
      if (fetchedTo == position && (end > position || end != answeredEnd)) {
        fetchedTo = Math.min(end, position + 1_000);
        highWatermark = end;
        answeredEnd = end;
      }
    }

    private long ageMs() {
      return switch (random.nextInt(4)) {
        case 0 -> Long.MAX_VALUE;
        case 1 -> 0;
        case 2 -> -1_000_000;
        default -> random.nextInt(100_000_000);
      };
    }
  }
}
