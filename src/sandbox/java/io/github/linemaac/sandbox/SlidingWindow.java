package io.github.linemaac.sandbox;

import java.util.ArrayDeque;

/**
 * Times of the last 60 s. Django REST framework's throttle keeps exactly this: a request is let in
 * while fewer than the limit were let in during the 60 s before it.
 */
final class SlidingWindow {
  static final long WINDOW_MS = 60_000;

  private final ArrayDeque<Long> timesMs = new ArrayDeque<>();

  int count(long nowMs) {
    while (!timesMs.isEmpty() && timesMs.getFirst() <= nowMs - WINDOW_MS) {
      timesMs.removeFirst();
    }
    return timesMs.size();
  }

  void add(long nowMs) {
    timesMs.addLast(nowMs);
  }

  /** Whole seconds, rounded up, until the oldest time leaves the window. */
  long secondsUntilRoom(long nowMs) {
    long waitMs = timesMs.isEmpty() ? 0 : timesMs.getFirst() + WINDOW_MS - nowMs;
    return (waitMs + 999) / 1000;
  }
}
