package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the mapper alone takes of a record in each of its forms, beside what JsonConverter takes
 * before it is given a Map. Each form is mapped in a JVM of its own, since one that has seen several
 * is compiled for all of them. Times are those of a processor, so that they hold on a busy machine.
 */
final class MapperSpeed {

  /** What a record took in the median of its rounds. */
  private record Cost(long nanos, long bytes) {}

  private MapperSpeed() {}

  static List<Figure> measure(BenchmarkReport report) {
    report.title("Mapper: members of seven fields, one thread, medians");
    Map<RecordForm, Cost> costs = new EnumMap<>(RecordForm.class);
    for (RecordForm form : RecordForm.values()) {
      Cost cost = cost(form);
      costs.put(form, cost);
      report.line(
          "%-34s %,6d ns a record   %,6d bytes allocated", form.title(), cost.nanos(), cost.bytes());
    }
    return List.of(
        Figure.atMost(
            1.0,
            "time for bytes, against a Map and JsonConverter before it",
            (double) costs.get(RecordForm.BYTES).nanos() / costs.get(RecordForm.CONVERTED).nanos()),
        Figure.atMost(
            1.0,
            "allocated for bytes, against a Map and JsonConverter before it",
            (double) costs.get(RecordForm.BYTES).bytes()
                / costs.get(RecordForm.CONVERTED).bytes()));
  }

  private static Cost cost(RecordForm form) {
    List<Long> nanos = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (String round : rounds(form)) {
      String[] figures = round.split(" ", 2);
      nanos.add(Long.valueOf(figures[0]));
      bytes.add(Long.valueOf(figures[1]));
    }
    return new Cost(median(nanos), median(bytes));
  }

  private static List<String> rounds(RecordForm form) {
    try {
      Process loop =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseG1GC",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                  "-cp",
                  System.getProperty("java.class.path"),
                  MapperLoop.class.getName(),
                  form.name())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String printed = new String(loop.getInputStream().readAllBytes(), UTF_8);
      if (loop.waitFor() != 0) {
        throw new IllegalStateException("The mapper's loop has failed for " + form);
      }
      return printed.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start a JVM", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the mapper was measured", e);
    }
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
