package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.mapping.Mapped;

/**
 * A record with all that can be told from it alone.
 *
 * @param row the member as a row of an import; empty if the record is no update of one
 */
record Prepared(Ticket ticket, long weightBytes, Mapped mapped, byte[] row) {}
