package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings one batch into the account: imports its rows, and then takes off members what those of its
 * rows say that MAAC has confirmed, or that had nothing to import. Pure but for its own state; time
 * is an argument; one thread.
 */
final class BatchStateMachine implements UploadStateMachine {
  private final ImportStateMachine imports;
  private final RemovalStateMachine removals;
  private boolean isImported;
  private long nextMs;

  /**
   * One batch.
   *
   * @param meanwhile what is to be heeded before it
   */
  BatchStateMachine(
      final Batch batch, final ImportStateMachines shared, final Meanwhile meanwhile) {
    this.removals = new RemovalStateMachine(shared);
    final List<Row> imported = new ArrayList<>();
    for (final Row row : batch.rows()) {
      if (row.member().isImported()) {
        imported.add(row);
      } else {
        removals.add(row, false);
      }
    }
    this.imports = new ImportStateMachine(new Batch(imported), shared, meanwhile);
  }

  @Override
  public Step next(final long nowMs) {
    if (isImported) {
      final Step step = removals.next(nowMs);
      return step instanceof Step.Done done ? new Step.Done(done.outcomes(), nextMs) : step;
    }
    final Step step = imports.next(nowMs);
    if (!(step instanceof Step.Done done) || removals.isDone()) {
      return step;
    }
    isImported = true;
    nextMs = done.nextMs();
    return new Step.WaitUntil(nowMs, done.outcomes());
  }

  @Override
  public List<Outcome> answered(final HttpReply answer, final long nowMs) {
    if (isImported) {
      return removals.answered(answer, nowMs);
    }
    final List<Outcome> outcomes = imports.answered(answer, nowMs);
    for (final Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Confirmed confirmed) {
        confirmed.batch().rows().stream()
            .filter(row -> !row.member().removals().isEmpty())
            .forEach(row -> removals.add(row, true));
      }
    }
    return outcomes;
  }

  @Override
  public boolean revoke(final Collection<TopicPartition> partitions) {
    final boolean isImporting = imports.revoke(partitions);
    return removals.revoke(partitions) || isImporting;
  }
}
