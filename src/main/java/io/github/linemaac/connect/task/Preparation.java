package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.mapping.Mapped;
import io.github.linemaac.connect.mapping.RecordMapper;
import io.github.linemaac.connect.model.RowEncoder;
import java.util.List;
import java.util.concurrent.ForkJoinTask;

/**
 * Maps, encodes and weighs records. All of that is pure and most of what a record costs, so it is
 * done beside the task's thread, which goes on to poll and convert the next records meanwhile.
 *
 * <p>It is done in the JVM's common pool, in short tasks that never block; where no thread of the
 * pool is free, the thread that waits for the task runs it itself. Immutable; any thread may use
 * it.
 */
final class Preparation {
  /** Fewer are faster done than handed over. */
  private static final int MIN_HANDED_OVER = 64;

  private static final byte[] NO_ROW = {};

  private final RecordMapper mapper;
  private final RowEncoder encoder;

  Preparation(final RecordMapper mapper, final RowEncoder encoder) {
    this.mapper = mapper;
    this.encoder = encoder;
  }

  /** Begins with records; few of them are done on return. The order is kept. */
  ForkJoinTask<List<Prepared>> begin(final List<Ticket> tickets) {
    final ForkJoinTask<List<Prepared>> task =
        ForkJoinTask.adapt(() -> tickets.stream().map(this::prepare).toList());
    if (tickets.size() < MIN_HANDED_OVER) {
      task.invoke();
      return task;
    }
    return task.fork();
  }

  private Prepared prepare(final Ticket ticket) {
    final Mapped mapped = mapper.map(ticket.record());
    final byte[] row =
        mapped instanceof Mapped.Update update ? encoder.encode(update.member()) : NO_ROW;
    return new Prepared(ticket, RecordWeight.bytes(ticket.record()), mapped, row);
  }
}
