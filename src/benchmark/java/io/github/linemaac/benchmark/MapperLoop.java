package io.github.linemaac.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.linemaac.cluster.MemberRecord;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.MemberMapper;
import io.github.linemaac.connect.mapping.RecordMapper;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records of one form again and again, in a JVM of its own, and prints what each took. */
final class MapperLoop {

  private static final int RECORDS = 10_000;
  private static final long ROUND_NANOS = 1_000_000_000;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final RecordMapper mapper = mapper();
  private final List<Supplier<SinkRecord>> records;
  private long updates;

  private MapperLoop(RecordForm form) {
    this.records =
        IntStream.range(0, RECORDS)
            .mapToObj(number -> form.of(MemberRecord.number(number)))
            .toList();
  }

  /**
   * Prints a line for each round: the nanoseconds of a processor that a record took, and the bytes
   * of memory that were allocated for it.
   *
   * @param args the form of the records
   */
  public static void main(String[] args) {
    MapperLoop loop = new MapperLoop(RecordForm.valueOf(args[0]));
    for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
      String cost = loop.round();
      if (round > 0) {
        System.out.println(cost);
      }
    }
  }

  private String round() {
    long thread = Thread.currentThread().getId();
    long cpuNanos = threads.getCurrentThreadCpuTime();
    long bytes = threads.getThreadAllocatedBytes(thread);
    long endNanos = System.nanoTime() + ROUND_NANOS;
    long mapped = 0;
    updates = 0;
    while (System.nanoTime() < endNanos) {
      records.forEach(this::map);
      mapped += RECORDS;
    }
    if (updates != mapped) {
      throw new IllegalStateException("Members were not mapped");
    }
    return "%d %d"
        .formatted(
            (threads.getCurrentThreadCpuTime() - cpuNanos) / mapped,
            (threads.getThreadAllocatedBytes(thread) - bytes) / mapped);
  }

  private void map(Supplier<SinkRecord> record) {
    if (mapper.map(record.get()) instanceof MappingResult.Update) {
      updates++;
    }
  }

  private static RecordMapper mapper() {
    MaacConfig config =
        MaacConfig.of(
            Map.of("api.token", "token", "data.object", "members", "import.key", "line_uid"));
    return new MemberMapper(config);
  }
}
