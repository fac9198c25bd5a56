package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

/** How a history ends: all is healed, everything is delivered, and the books must balance. */
final class HappyEnd {
  /** Time enough for whatever was waited for. */
  private static final int MAX_ROUNDS = 20_000;

  /** What nothing that goes well takes: windows, silences and pauses are shorter together. */
  private static final long GRACE_MS = 20 * 60_000;

  private static final int GRACE_ROUNDS = 400;

  private final World<?> world;
  private final Lives<?> lives;

  HappyEnd(final World<?> world) {
    this.world = world;
    this.lives = world.lives();
  }

  void live() {
    heal();
    world.prepareEnd();
    for (int i = 0; i < MAX_ROUNDS && !isDelivered(); i++) {
      lives.anyRound();
      if (i % 50 == 0) {
        lives.commit();
      }
      supportHelps(i);
    }
    assertThat(isDelivered())
        .as("everything is committed to the end, but: %s", world.worker())
        .isTrue();
    world.checkBalance();
    // What was delivered is known to the metrics by the next round.
    lives.round(1, 0);
    lives.current().books().checkEnd();
  }

  /** Nothing goes wrong any more. */
  void heal() {
    world.sandbox().faults().clear();
    world.deadLetters().isRepaired();
    world.time().isWrongBy(0);
    lives.zombiesEnd();
    lives.brokersAreBack();
    world.worker().heldByUser(false);
    lives.assignRest();
  }

  /**
   * Records keep coming for so long and nothing goes wrong: once what was wrong is over, none waits
   * for long.
   *
   * @param longestMs how long one may wait
   */
  void flow(final long ms, final long longestMs) {
    heal();
    for (int i = 0; i < GRACE_ROUNDS; i++) {
      flowOn(i);
    }
    final long sinceMs = world.time().clock().getAsLong();
    for (int i = 0; world.time().clock().getAsLong() - sinceMs < GRACE_MS + ms; i++) {
      flowOn(i);
      if (world.time().clock().getAsLong() - sinceMs > GRACE_MS) {
        lives.current().books().checkNoneWaits(longestMs);
      }
    }
  }

  private void flowOn(final int round) {
    world.produceSomething();
    lives.lateRound(4, 1_000);
    if (round % 60 == 0) {
      lives.commit();
    }
    supportHelps(round);
  }

  /** An import that never ends blocks the account until MAAC's support clears it. */
  private void supportHelps(final int round) {
    if (round % 500 == 499) {
      world.sandbox().imports().abandonRunning(world.time().trueWallMs());
      world.sandbox().segments().makeAllReady(world.time().trueWallMs());
    }
  }

  private boolean isDelivered() {
    final Lives.Life life = lives.current();
    return !life.delivery().isUnderWay()
        && life.books().holdsNothing()
        && life.consumer().isAtEnd()
        && world.changes().allIsCommitted();
  }
}
