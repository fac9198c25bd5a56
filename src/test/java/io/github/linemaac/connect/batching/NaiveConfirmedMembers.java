package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@link ConfirmedMembers} is to do, with whole members in plain collections. */
final class NaiveConfirmedMembers {
  private final int maxMembers;

  /** By import key, the least recent first. */
  private final Map<String, Known> members = new LinkedHashMap<>(16, 0.75f, true);

  /** What is known of one. */
  private static final class Known {
    private final Set<String> tags = new LinkedHashSet<>();
    private Optional<Member> said = Optional.empty();
    private Optional<String> pending = Optional.empty();
    private String shared = "";

    private void unsay() {
      said = Optional.empty();
      pending = Optional.empty();
    }
  }

  NaiveConfirmedMembers(final int maxMembers) {
    this.maxMembers = maxMembers;
  }

  List<String> newTags(final Member row) {
    final Set<String> rest = new LinkedHashSet<>(row.tags());
    peek(row).ifPresent(known -> rest.removeAll(known.tags));
    return List.copyOf(rest);
  }

  boolean isKnown(final Member row) {
    final boolean isKnown =
        peek(row)
            .filter(
                known ->
                    known.tags.containsAll(row.tags())
                        && (row.hasKeyOnly()
                            ? known.said.isPresent() || !row.tags().isEmpty()
                            : known.said.equals(Optional.of(untagged(row)))))
            .isPresent();
    if (isKnown) {
      members.get(row.key());
    }
    return isKnown;
  }

  void sent(final Member row) {
    peek(row).ifPresent(Known::unsay);
    unsayOthers(row);
  }

  void confirmed(final Member row) {
    final Known known = use(row);
    known.unsay();
    known.tags.addAll(row.tags());
    known.said = isWatched(row) ? Optional.of(untagged(row)) : Optional.empty();
    known.shared = shared(row).isEmpty() ? known.shared : shared(row);
    unsayOthers(row);
  }

  void maybe(final Member row, final String importId) {
    final Known known = use(row);
    known.unsay();
    known.pending = Optional.of(importId);
  }

  void matched(final Member row, final String importId) {
    if (peek(row).filter(known -> known.pending.equals(Optional.of(importId))).isPresent()) {
      confirmed(row);
    }
  }

  private Known use(final Member row) {
    final Known known = members.computeIfAbsent(row.key(), key -> new Known());
    if (members.size() > maxMembers) {
      members.remove(members.keySet().iterator().next());
    }
    return known;
  }

  void forget(final Member row, final Removals taken) {
    final List<Known> all = new ArrayList<>(others(row));
    peek(row).ifPresent(all::add);
    for (final Known known : all) {
      known.unsay();
      known.tags.removeAll(taken.tags());
    }
  }

  void forgetAll() {
    members.clear();
  }

  int size() {
    return members.size();
  }

  /** Looks without using. */
  private Optional<Known> peek(final Member row) {
    return members.entrySet().stream()
        .filter(entry -> entry.getKey().equals(row.key()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void unsayOthers(final Member row) {
    for (final Known other : others(row)) {
      other.unsay();
      other.shared = row.importKey() == ImportKey.MOBILE ? other.shared : "";
    }
  }

  private List<Known> others(final Member row) {
    final String shared = shared(row);
    return members.entrySet().stream()
        .filter(other -> !other.getKey().equals(row.key()))
        .map(Map.Entry::getValue)
        .filter(other -> !shared.isEmpty() && other.shared.equals(shared))
        .toList();
  }

  private static String shared(final Member row) {
    return switch (row.importKey()) {
      case MOBILE -> row.key().substring(Math.max(0, row.key().length() - 9));
      case CUSTOMER_ID -> "";
      case LINE_UID, EMAIL -> row.value(MemberField.CUSTOMER_ID);
    };
  }

  private static boolean isWatched(final Member row) {
    return row.importKey() != ImportKey.MOBILE || !row.has(MemberField.CUSTOMER_ID);
  }

  private static Member untagged(final Member row) {
    return row.tagged(List.of());
  }
}
