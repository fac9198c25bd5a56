package io.github.linemaac.connect.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place in a record that paths lead to or through. Whoever walks along a record, be it a tree of
 * objects or a stream, goes from node to node with it, and never needs more of it than what stands
 * at the node. Immutable.
 */
final class PathNode {
  /** More than any list has would not be a number of Java's. */
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

  private final int[] wanted;
  private final int[] further;
  private final Map<String, PathNode> byStep = new LinkedHashMap<>();
  private final Map<Integer, PathNode> byIndex = new HashMap<>();
  private final String[] steps;
  private final PathNode[] children;

  /**
   * A way to a value.
   *
   * @param steps names of fields and numbers of elements, outermost first; none where it is here
   * @param slot where the value goes
   */
  record Way(List<String> steps, int slot) {
    private String step() {
      return steps.get(0);
    }

    private Way onwards() {
      return new Way(steps.subList(1, steps.size()), slot);
    }
  }

  /** The node that these ways begin at. */
  PathNode(final List<Way> ways) {
    final Map<String, List<Way>> onwards = new LinkedHashMap<>();
    final List<Way> ended = new ArrayList<>();
    for (final Way way : ways) {
      if (way.steps().isEmpty()) {
        ended.add(way);
      } else {
        // Jackson's names are interned too, and most converters use it: a name is found by a look.
        onwards.computeIfAbsent(way.step().intern(), step -> new ArrayList<>()).add(way.onwards());
      }
    }
    onwards.forEach((step, further) -> byStep.put(step, new PathNode(further)));
    byStep.forEach(
        (step, child) -> {
          if (INDEX.matcher(step).matches()) {
            byIndex.put(Integer.parseInt(step), child);
          }
        });
    this.steps = byStep.keySet().toArray(String[]::new);
    this.children = byStep.values().toArray(PathNode[]::new);
    this.wanted = ended.stream().mapToInt(Way::slot).toArray();
    this.further = byStep.values().stream().flatMapToInt(PathNode::all).toArray();
  }

  private IntStream all() {
    return Stream.of(wanted, further).flatMapToInt(IntStream::of);
  }

  /** Whether the value at this node is wanted. */
  boolean isWanted() {
    return wanted.length > 0;
  }

  /** Whether something further on is wanted. */
  boolean leadsFurther() {
    return further.length > 0;
  }

  /** Where the value at this node goes. */
  int[] wanted() {
    return wanted;
  }

  /** Where the values further on go. */
  int[] further() {
    return further;
  }

  /** How many nodes are one step further. */
  int size() {
    return children.length;
  }

  /** The step to one of these nodes: the name of a field or the number of an element. */
  String step(final int child) {
    return steps[child];
  }

  /** One of these nodes. */
  PathNode child(final int child) {
    return children[child];
  }

  /** The nodes one step further, by their step. */
  Map<String, PathNode> byStep() {
    return byStep;
  }

  /** Of these nodes, the ones that stand for elements of a list, by their index. */
  Map<Integer, PathNode> byIndex() {
    return byIndex;
  }
}
