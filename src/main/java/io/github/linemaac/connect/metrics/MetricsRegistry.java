package io.github.linemaac.connect.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/** Where the metrics of one task are shown. Registration is done on the task's thread. */
public interface MetricsRegistry extends AutoCloseable {

  /**
   * Shows a metric from now on.
   *
   * @param tags besides the connector and the task
   * @param value read by any thread at any time
   */
  void register(Metric metric, Map<String, String> tags, DoubleSupplier value);

  /** Shows none of them any more. */
  @Override
  void close();
}
