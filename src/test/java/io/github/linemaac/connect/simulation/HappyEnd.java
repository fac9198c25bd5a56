package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

/** How a history ends: all is healed, everything is delivered, and the books must balance. */
final class HappyEnd {
  /** Time enough for whatever was waited for. */
  private static final int MAX_ROUNDS = 20_000;

  private final World<?> world;
  private final Lives<?> lives;

  HappyEnd(final World<?> world) {
    this.world = world;
    this.lives = world.lives();
  }

  void live() {
    deliverAll();
    world.checkBalance();
    // What was delivered is known to the metrics by the next round.
    lives.round(1, 0);
    lives.current().books().checkEnd();
  }

  private void deliverAll() {
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
        .as(
            "everything is committed to the end, but: %s, %s, delivery under way: %s",
            world.worker(), lives.current().books(), lives.current().delivery().isUnderWay())
        .isTrue();
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
   * Once all is well and delivered, records keep coming for so long, and none waits for long.
   *
   * @param longestMs how long one may wait
   */
  void flow(final long ms, final long longestMs) {
    deliverAll();
    final long untilMs = world.time().clock().monotonicMs() + ms;
    for (int i = 0; world.time().clock().monotonicMs() < untilMs; i++) {
      flowOn(i);
      lives.current().books().checkNoneWaits(longestMs);
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
