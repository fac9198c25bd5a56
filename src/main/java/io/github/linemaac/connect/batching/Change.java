package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.ledger.Ticket;
import io.github.linemaac.connect.model.Member;

/**
 * One record on its way: what it says about a member, and the ticket that waits for its outcome.
 *
 * @param row the member as a row of an import, encoded once
 * @param omittedFields how many fields of the record break a rule, and are left out of the member
 */
public record Change(Member member, byte[] row, Ticket ticket, int omittedFields) {

  /** A record of which nothing is left out. */
  public Change(final Member member, final byte[] row, final Ticket ticket) {
    this(member, row, ticket, 0);
  }
}
