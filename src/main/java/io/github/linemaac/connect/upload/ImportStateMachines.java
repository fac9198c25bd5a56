package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.ImportKey;
import java.util.random.RandomGenerator;

/**
 * What the imports of one connector have in common. They are run one after the other, by one
 * thread, and only that changes any of it.
 *
 * @param writer writes rows and bodies
 * @param pace how soon after one import the next may be sent
 * @param slot the connector's part in the account's import slot
 * @param confirmed what MAAC has confirmed, and is not sent again
 * @param removals what is known of what is taken off members
 */
public record ImportStateMachines(
    ImportKey importKey,
    DeliverySettings settings,
    ImportWriter writer,
    Backoff backoff,
    ImportRateLimiter pace,
    ImportSlot slot,
    ConfirmedMembers confirmed,
    SharedRemovals removals) {

  /**
   * Imports as the configuration says.
   *
   * @param nowMs now, in the time that all others are told in
   */
  public static ImportStateMachines of(
      final MaacConfig config,
      final ImportSlot slot,
      final RandomGenerator random,
      final long nowMs) {
    return new ImportStateMachines(
        config.members().importKey(),
        config.delivery(),
        new ImportWriter(config.members().importKey(), config.tags().ofImport()),
        Backoff.of(config.delivery(), random),
        new ImportRateLimiter(config.delivery().importsPerMinute(), nowMs),
        slot,
        new ConfirmedMembers(config.tags().rememberedMembers()),
        new SharedRemovals(config.removals().perSecond(), nowMs));
  }

  /** Begins the delivery of a batch; may be called by another thread. */
  public UploadStateMachine begin(final Batch batch, final Meanwhile meanwhile) {
    return new BatchStateMachine(batch, this, meanwhile);
  }
}
