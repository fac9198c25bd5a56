package io.github.linemaac.benchmark;

import io.github.linemaac.cluster.KafkaBroker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Measures the packaged plugin on a real worker, and prints ratios of one run, so that they hold on
 * any machine; or breaks what is around it again and again, and counts what is wrong then. {@code
 * mvn -Pbenchmark} runs it.
 */
public final class Benchmark {

  private static final Map<String, BiFunction<KafkaBroker, BenchmarkReport, Figure>> PARTS =
      new TreeMap<>(
          Map.of(
              "throughput", Throughput::measure,
              "memory", Memory::measure,
              "pace", PaceBenchmark::measure,
              "lists", ReadyList::measure,
              "kills", Kills::measure,
              "topics", TopicsAnew::measure));

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
    List<Figure> figures = parts.stream().map(part -> run(part, report)).toList();
    report.figures(figures);
    System.exit(figures.stream().allMatch(Figure::isMet) ? 0 : 1);
  }

  /** Each part on a broker of its own, so that none finds what another has left. */
  private static Figure run(String part, BenchmarkReport report) {
    try (KafkaBroker broker = KafkaBroker.start()) {
      return PARTS.get(part).apply(broker, report);
    }
  }
}
