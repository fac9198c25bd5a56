package io.github.linemaac.benchmark;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Does something again and again beside the main thread, until it is closed. */
final class Ticker implements AutoCloseable {

  private final CountDownLatch end = new CountDownLatch(1);
  private final CompletableFuture<Void> loop;

  private Ticker(long pauseMs, Runnable work) {
    this.loop =
        CompletableFuture.runAsync(
            () -> {
              do {
                work.run();
              } while (!isOverWithin(pauseMs));
            });
  }

  /** Begins to do it, with a pause after each time. */
  static Ticker every(long pauseMs, Runnable work) {
    return new Ticker(pauseMs, work);
  }

  private boolean isOverWithin(long pauseMs) {
    try {
      return end.await(pauseMs, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Lets time go by, which is the point between two blows at random moments. */
  static void pause(long forMs) {
    try {
      MILLISECONDS.sleep(forMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted between two blows", e);
    }
  }

  /** Throws what went wrong, if anything did. */
  void check() {
    loop.getNow(null);
  }

  /** Ends it; throws what went wrong there, if anything did. */
  @Override
  public void close() {
    end.countDown();
    loop.join();
  }
}
