package io.github.linemaac.connect.upload;

import io.github.linemaac.connect.api.ImportStatus;
import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.batching.Batch;
import io.github.linemaac.connect.batching.ConfirmedMembers;
import io.github.linemaac.connect.batching.Row;
import io.github.linemaac.connect.model.Member;
import java.util.List;

/**
 * Leaves out of the imports of a batch what MAAC has confirmed already. It looks only once it is
 * the batch's turn, when what became of all batches before it is known. One thread, the uploader's.
 */
final class RepeatFilter {
  private final ConfirmedMembers confirmed;
  private final ImportWriter writer;
  private final Meanwhile meanwhile;

  /**
   * Leaves out of one batch what these members have; of none, nothing.
   *
   * @param meanwhile what is to be heeded before the batch
   */
  RepeatFilter(
      final ConfirmedMembers confirmed, final ImportWriter writer, final Meanwhile meanwhile) {
    this.confirmed = confirmed;
    this.writer = writer;
    this.meanwhile = meanwhile;
  }

  /** Takes out the rows that say nothing new, now that it is the batch's turn; tells which. */
  List<Outcome> takeOutOf(final BatchBisection bisection) {
    if (meanwhile.isAnew()) {
      confirmed.forgetAll();
    }
    for (final Meanwhile.Matched matched : meanwhile.matched()) {
      matched.rows().forEach(row -> confirmed.matched(row, matched.importId()));
    }
    if (confirmed.isEmpty()) {
      return List.of();
    }
    final List<Row> known = bisection.takeOut(row -> confirmed.isKnown(row.member()));
    return known.isEmpty() ? List.of() : List.of(new Outcome.Unchanged(new Batch(known)));
  }

  /** The rows as they are to be sent now. */
  List<byte[]> encodeToSend(final Batch batch) {
    return batch.rows().stream().map(this::encodeToSend).toList();
  }

  private byte[] encodeToSend(final Row row) {
    final Member news = confirmed.news(row.member());
    confirmed.sent(row.member());
    return news.equals(row.member()) ? row.encoded() : writer.encode(news);
  }

  /** MAAC has confirmed these rows, but for those that it has skipped. */
  void confirmed(final Batch batch, final String importId, final ImportStatus.Confirmed status) {
    if (status.unmatched() == 0) {
      batch.rows().forEach(row -> confirmed.confirmed(row.member()));
    } else if (status.unmatchedList().isPresent()) {
      batch.rows().forEach(row -> confirmed.maybe(row.member(), importId));
    }
  }
}
