package io.github.linemaac.connect.task;

import io.github.linemaac.connect.ledger.Ledger;

/** A stage whose records, or the rejected ones of them, have tickets. One thread. */
abstract class TicketedStage implements DeliveryStage {
  final Settlement settlement;
  final Ledger ledger;

  TicketedStage(final Settlement settlement) {
    this.settlement = settlement;
    this.ledger = settlement.ledger();
  }

  @Override
  public boolean settlePending() {
    return settlement.settlePending();
  }

  @Override
  public long heldRecords() {
    return ledger.heldRecords();
  }

  @Override
  public long heldBytes() {
    return ledger.heldBytes();
  }

  @Override
  public boolean awaitsDeadLetters() {
    return settlement.isPending();
  }
}
