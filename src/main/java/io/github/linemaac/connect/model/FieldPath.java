package io.github.linemaac.connect.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a field is found in a record: {@code a.b.c} into the value, {@code $key}, {@code $key.a},
 * {@code $header.h} or {@code $topic}. A step that is a number leads to an element of a list.
 *
 * @param root the part of the record that the path starts from
 * @param header the header's name where the root is a header, else empty
 * @param steps the names of fields to follow from the root, outermost first; may be empty
 */
public record FieldPath(Root root, String header, List<String> steps) {

  /** The part of a record that a path starts from. */
  public enum Root {
    VALUE,
    KEY,
    HEADER,
    TOPIC
  }

  /** The key as a whole. */
  public static final FieldPath KEY = new FieldPath(Root.KEY, "", List.of());

  /** Copies the steps, so that a path never changes. */
  public FieldPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path as users write it.
   *
   * @throws IllegalArgumentException with a sentence for the user if it is none
   */
  public static FieldPath parse(final String text) {
    if (text.equals("$topic")) {
      return new FieldPath(Root.TOPIC, "", List.of());
    }
    if (text.equals("$key")) {
      return KEY;
    }
    if (text.startsWith("$key.")) {
      return new FieldPath(Root.KEY, "", steps(text.substring("$key.".length())));
    }
    if (text.startsWith("$header.") && text.length() > "$header.".length()) {
      return new FieldPath(Root.HEADER, text.substring("$header.".length()), List.of());
    }
    if (text.startsWith("$")) {
      throw new IllegalArgumentException(
          "a path that starts with $ is $key, $key.<field>, $header.<name> or $topic");
    }
    return new FieldPath(Root.VALUE, "", steps(text));
  }

  /** The same steps into the key. */
  public FieldPath inKey() {
    return new FieldPath(Root.KEY, "", steps);
  }

  /**
   * The ways in which the path may be meant, the likeliest first. Names of headers may hold dots,
   * so behind a shorter name there may be a field of what the header holds.
   */
  public List<FieldPath> readings() {
    final List<FieldPath> readings = new ArrayList<>();
    readings.add(this);
    if (root == Root.HEADER) {
      for (int dot = header.lastIndexOf('.'); dot > 0; dot = header.lastIndexOf('.', dot - 1)) {
        final String further = header.substring(dot + 1);
        if (List.of(further.split("\\.", -1)).stream().noneMatch(String::isBlank)) {
          readings.add(new FieldPath(root, header.substring(0, dot), steps(further)));
        }
      }
    }
    return readings;
  }

  private static List<String> steps(final String text) {
    final List<String> steps = List.of(text.split("\\.", -1));
    if (steps.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "a path is names with a dot between two, as in profile.contact.email");
    }
    return steps;
  }
}
