package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.config.DeliverySettings;
import io.github.linemaac.connect.model.ImportKey;
import java.util.function.Function;

/** Begins the procedure of each batch; all of them keep one pace. One thread. */
public final class ImportStateMachines implements Function<Batch, UploadStateMachine> {
  private final ImportKey importKey;
  private final DeliverySettings settings;
  private final ImportWriter writer;
  private final Backoff backoff;
  private final ImportRateLimiter pace;
  private final ImportSlot slot;

  /**
   * Procedures of one connector.
   *
   * @param slot the connector's part in the account's import slot
   * @param startMs now, in the time that all others are told in
   */
  public ImportStateMachines(
      final ImportKey importKey,
      final DeliverySettings settings,
      final ImportWriter writer,
      final Backoff backoff,
      final ImportSlot slot,
      final long startMs) {
    this.importKey = importKey;
    this.settings = settings;
    this.writer = writer;
    this.backoff = backoff;
    this.slot = slot;
    this.pace = new ImportRateLimiter(settings.importsPerMinute(), startMs);
  }

  @Override
  public UploadStateMachine apply(final Batch batch) {
    return new ImportStateMachine(batch, importKey, settings, writer, backoff, pace, slot);
  }
}
