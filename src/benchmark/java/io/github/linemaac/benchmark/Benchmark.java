package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.KafkaBroker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Measures the packaged plugin on a real worker, and prints ratios of one run, so that they hold on
 * any machine; or breaks what is around it again and again, and counts what is wrong then. {@code
 * mvn -Pbenchmark} runs it.
 */
public final class Benchmark {

  private static final Map<String, Function<BenchmarkReport, List<Figure>>> PARTS =
      new TreeMap<>(
          Map.of(
              "mapper", MapperSpeed::measure,
              "throughput", onBroker(Throughput::measure),
              "memory", onBroker(one(Memory::measure)),
              "pace", onBroker(one(PaceBenchmark::measure)),
              "freshness", onBroker(Freshness::measure),
              "segments", onBroker(one(ReadyList::measure)),
              "kills", onBroker(one(Kills::measure)),
              "topics", onBroker(one(TopicsAnew::measure))));

  private Benchmark() {}

  /**
   * Ends with status 0 if every target is met, and with 1 otherwise.
   *
   * @param args the parts to run, with commas between them
   */
  public static void main(String[] args) {
    BenchmarkReport report = new BenchmarkReport(System.out);
    List<String> parts = List.of(args[0].split(",", -1));
    if (!PARTS.keySet().containsAll(parts)) {
      report.line("Set benchmark.parts to some of %s", PARTS.keySet());
      System.exit(1);
    }
    List<Figure> figures = parts.stream().flatMap(part -> PARTS.get(part).apply(report).stream()).toList();
    report.figures(figures);
    System.exit(figures.stream().allMatch(Figure::isMet) ? 0 : 1);
  }

  /** Each part on a broker of its own, so that none finds what another has left. */
  private static Function<BenchmarkReport, List<Figure>> onBroker(
      BiFunction<KafkaBroker, BenchmarkReport, List<Figure>> part) {
    return report -> {
      try (KafkaBroker broker = KafkaBroker.start()) {
        return part.apply(broker, report);
      }
    };
  }

  private static BiFunction<KafkaBroker, BenchmarkReport, List<Figure>> one(
      BiFunction<KafkaBroker, BenchmarkReport, Figure> part) {
    return (broker, report) -> List.of(part.apply(broker, report));
  }
}
