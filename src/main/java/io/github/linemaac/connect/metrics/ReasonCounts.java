package io.github.linemaac.connect.metrics;

import io.github.linemaac.connect.model.FieldFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Counts one metric by reason; each reason is shown from its first time on. The task's thread
 * counts, and any thread reads what is shown.
 */
final class ReasonCounts {
  /** There are some forty reasons; a limit, should one ever hold something else. */
  private static final int MAX_REASONS = 100;

  private static final FieldFault OTHER_REASON = new FieldFault("other", "other");

  private final Metric metric;
  private final Display display;
  private final Map<FieldFault, LongAdder> counts = new HashMap<>();

  /** Shows a metric for one set of tags. */
  interface Display {
    void show(Metric metric, Map<String, String> tags, DoubleSupplier value);
  }

  ReasonCounts(final Metric metric, final Display display) {
    this.metric = metric;
    this.display = display;
  }

  void count(final List<FieldFault> faults) {
    for (final FieldFault fault : faults) {
      final boolean isKnown = counts.containsKey(fault) || counts.size() < MAX_REASONS;
      counts.computeIfAbsent(isKnown ? fault : OTHER_REASON, this::begin).increment();
    }
  }

  private LongAdder begin(final FieldFault reason) {
    final LongAdder counter = new LongAdder();
    display.show(
        metric,
        new TreeMap<>(Map.of("field", reason.field(), "rule", reason.rule())),
        counter::sum);
    return counter;
  }
}
