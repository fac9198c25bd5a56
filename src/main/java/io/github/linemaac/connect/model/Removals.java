package io.github.linemaac.connect.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What is taken off a member, by calls of their own once the import is done, since no import takes
 * anything off (MAAC OpenAPI, import contacts).
 *
 * @param tags the names of the tags, each once
 * @param unbinds whether the customer id is unbound
 */
public record Removals(List<String> tags, boolean unbinds) {
  /** Nothing is taken off. */
  public static final Removals NONE = new Removals(List.of(), false);

  /** Copies the names, so that they never change. */
  public Removals {
    tags = tags.size() < 2 ? List.copyOf(tags) : List.copyOf(new LinkedHashSet<>(tags));
  }

  /** Whether nothing is taken off. */
  public boolean isEmpty() {
    return tags.isEmpty() && !unbinds;
  }

  /** How many calls they take. */
  public int count() {
    return tags.size() + (unbinds ? 1 : 0);
  }

  /** Of these, the ones that the others have too. */
  public Removals in(final Removals others) {
    return isEmpty()
        ? this
        : new Removals(
            tags.stream().filter(others.tags::contains).toList(), unbinds && others.unbinds);
  }

  /**
   * What is still to be taken off after a later record: a tag that it puts stays, and so does a
   * customer id that it binds.
   */
  Removals before(final Member later) {
    if (isEmpty()) {
      return later.removals();
    }
    final LinkedHashSet<String> all = new LinkedHashSet<>(tags);
    later.tags().forEach(all::remove);
    all.addAll(later.removals().tags);
    return new Removals(
        new ArrayList<>(all),
        later.removals().unbinds || (unbinds && !later.has(MemberField.CUSTOMER_ID)));
  }

  /** Says how many there are, and no name. */
  @Override
  public String toString() {
    return "Removals[tags=" + tags.size() + ", unbinds=" + unbinds + "]";
  }
}
