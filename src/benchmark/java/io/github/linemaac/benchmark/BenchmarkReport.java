package io.github.linemaac.benchmark;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what is measured while it is measured. */
record BenchmarkReport(PrintStream out) {

  void title(String format, Object... args) {
    out.printf(Locale.ROOT, "%n  " + format + "%n", args);
  }

  void line(String format, Object... args) {
    out.printf(Locale.ROOT, "    " + format + "%n", args);
  }

  void figures(List<Figure> figures) {
    title("Figures of this run");
    figures.forEach(figure -> line("%s", figure));
  }
}
