package io.github.linemaac.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What topics have said of each key, one thing after the other. All that is said of one key stands
 * in one partition.
 *
 * @param <K> what is spoken of
 * @param <V> what is said of it
 */
final class TopicHistory<K, V> {

  private final V before;
  private final Map<K, List<Said<V>>> byKey = new LinkedHashMap<>();

  private record Said<V>(Place place, V value) {}

  /**
   * @param before what holds of a key of which nothing was said yet
   */
  TopicHistory(V before) {
    this.before = before;
  }

  void add(K key, Place place, V value) {
    byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(new Said<>(place, value));
  }

  /** Everything of which something was said. */
  Set<K> keys() {
    return byKey.keySet();
  }

  /**
   * The keys of which something is shown that cannot be: of each key, the last record that must
   * have been taken in may show, or one after it that can have been.
   *
   * @param shown what is shown of a key
   */
  List<K> contradicted(Function<K, V> shown, Predicate<Place> mustBeIn, Predicate<Place> canBeIn) {
    return byKey.entrySet().stream()
        .filter(
            key -> !possible(key.getValue(), mustBeIn, canBeIn).contains(shown.apply(key.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Set<V> possible(List<Said<V>> all, Predicate<Place> mustBeIn, Predicate<Place> canBeIn) {
    Set<V> values = new HashSet<>(Set.of(before));
    for (Said<V> said : all) {
      if (mustBeIn.test(said.place())) {
        values.clear();
      }
      if (mustBeIn.test(said.place()) || canBeIn.test(said.place())) {
        values.add(said.value());
      }
    }
    return values;
  }
}
