package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.model.Member;

/**
 * One record on its way: what it says about a member, and the ticket that waits for its outcome.
 *
 * @param row the member as a row of an import, encoded once
 */
public record Change(Member member, byte[] row, Ticket ticket) {}
