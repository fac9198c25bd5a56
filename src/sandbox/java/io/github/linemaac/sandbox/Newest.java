package io.github.linemaac.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The newest few of something that goes on coming; the older ones are forgotten. */
final class Newest<T> {
  private final int kept;
  private final Deque<T> newestFirst = new ArrayDeque<>();

  Newest(int kept) {
    this.kept = kept;
  }

  void add(T item) {
    newestFirst.addFirst(item);
    if (newestFirst.size() > kept) {
      newestFirst.removeLast();
    }
  }

  /** Puts something else in the place of the newest. */
  void replaceNewest(T item) {
    newestFirst.removeFirst();
    newestFirst.addFirst(item);
  }

  Optional<T> newest() {
    return Optional.ofNullable(newestFirst.peekFirst());
  }

  /** Newest first; a copy. */
  List<T> all() {
    return List.copyOf(newestFirst);
  }
}
