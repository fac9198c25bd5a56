package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.RowEncoder;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Rows that may go into one import: each key once, in the order in which their first changes came.
 * Immutable.
 */
public record Batch(List<Row> rows) {

  /** Copies the list, so that a batch never changes. */
  public Batch {
    rows = List.copyOf(rows);
  }

  /** How many records the batch accounts for; more than its rows where records were merged. */
  public int records() {
    return rows.stream().mapToInt(Row::records).sum();
  }

  /** How many fields of its records are left out, since they break a rule. */
  public int omittedFields() {
    return rows.stream().mapToInt(Row::omittedFields).sum();
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The batch without the changes from some partitions. */
  public Batch without(final Collection<TopicPartition> partitions, final RowEncoder encoder) {
    return new Batch(
        rows.stream().flatMap(row -> row.without(partitions, encoder).stream()).toList());
  }
}
