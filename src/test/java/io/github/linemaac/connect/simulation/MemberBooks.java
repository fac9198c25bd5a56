package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.sandbox.Contact;
import io.github.linemaac.sandbox.ContactField;
import io.github.linemaac.sandbox.Violation;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a history, told from the topics, the account and the dead-letter queue. */
final class MemberBooks {
  private static final List<ContactField> PROFILE =
      List.of(
          ContactField.LINE_DISPLAY_NAME,
          ContactField.GENDER,
          ContactField.BIRTHDAY,
          ContactField.MOBILE);

  private final MemberWorld world;
  private final Map<TopicPartition, Long> checkedUpTo = new HashMap<>();
  private final Set<MemberEntry> waived = new HashSet<>();

  /** By their markers, since one record may say what another says. */
  private final Set<String> confirmed = new HashSet<>();

  private final Set<String> blocked = new HashSet<>();
  private boolean hadZombie;

  MemberBooks(final MemberWorld world) {
    this.world = world;
  }

  /** No committed offset is ahead of what MAAC has confirmed or the dead-letter queue has. */
  void checkCommitted(final Map<TopicPartition, Long> committed) {
    committed.forEach(
        (partition, offset) -> {
          final long from = checkedUpTo.getOrDefault(partition, 0L);
          for (final MemberEntry entry : world.topics().log(partition).before(offset)) {
            if (entry.offset() >= from) {
              assertThat(isAccountedFor(entry))
                  .as("%s is committed and accounted for", entry)
                  .isTrue();
            }
          }
          checkedUpTo.merge(partition, offset, Math::max);
        });
  }

  /** A partition is another from this offset on. */
  void isCut(final TopicPartition partition, final long offset) {
    checkedUpTo.computeIfPresent(partition, (p, checked) -> Math.min(checked, offset));
  }

  /** These need not be delivered. */
  void waive(final Collection<MemberEntry> entries) {
    waived.addAll(entries);
  }

  /** MAAC has told a task that it has these. */
  void isConfirmed(final Collection<MemberEntry> entries) {
    entries.forEach(entry -> confirmed.add(entry.marker()));
  }

  /** Whoever blocks the account is matched by no import. */
  void blocks(final String lineUid) {
    blocked.add(lineUid);
  }

  /** A task that was cut off may have the last word, and goes beside the pace of the other. */
  void hasZombie(final boolean exists) {
    hadZombie |= exists;
  }

  private boolean isAccountedFor(final MemberEntry entry) {
    if (waived.contains(entry)) {
      return true;
    }
    // Whoever is told to be unmatched is told of once, whatever becomes of what is taken off.
    final boolean isOff = isTakenOff(entry, world) || blocked.contains(entry.member());
    return switch (entry.kind()) {
      case GOOD -> isDelivered(entry) && isOff;
      case REMOVAL -> isOff;
      case BAD -> isRejected(entry);
      case BAD_TO_MAAC -> isRejected(entry) || isDelivered(entry);
      case TOMBSTONE, FILTERED -> true;
    };
  }

  /** Whether MAAC was asked to take off what this record alone takes off. */
  static boolean isTakenOff(final MemberEntry entry, final MemberWorld world) {
    final String tag = MemberProducer.REMOVABLE + entry.marker();
    return !world.takesOff()
        || !entry.tagsRemoved().contains(tag)
        || world.deadLetters().has(entry)
        || world.sandbox().account().removals().wasAsked(entry.member(), tag);
  }

  /** Without a dead-letter queue, a line in the log is all that is left of a rejected record. */
  private boolean isRejected(final MemberEntry entry) {
    return world.deadLetters().has(entry) || !world.deadLetters().isThere();
  }

  /** Of whoever blocks the account, all that there is is MAAC's word. */
  private boolean isDelivered(final MemberEntry entry) {
    return isInAccount(entry)
        || (blocked.contains(entry.member()) && confirmed.contains(entry.marker()));
  }

  private boolean isInAccount(final MemberEntry entry) {
    return members(entry.member()).stream()
        .anyMatch(member -> member.tagNames().contains(entry.marker()));
  }

  private List<Contact> members(final String name) {
    return world.sandbox().members().with(key(), name);
  }

  private ContactField key() {
    return ContactField.valueOf(world.importKey().field().name());
  }

  /** What must be true once all is delivered. */
  void checkBalance() {
    world.sandbox().advanceTo(world.time().trueWallMs() + 120_000);
    checkAccount();
    if (world.takesOff()) {
      checkRemovals();
    }
    checkDeadLetters();
    checkLimits();
  }

  private void checkAccount() {
    final Map<String, Profile> profiles = new HashMap<>();
    final Map<String, Set<String>> tags = new HashMap<>();
    for (final MemberEntry entry : world.topics().present()) {
      if (entry.kind() == MemberEntry.Kind.GOOD && !waived.contains(entry)) {
        profiles.computeIfAbsent(entry.member(), m -> new Profile()).add(entry);
        tags.computeIfAbsent(entry.member(), m -> new HashSet<>(world.config().tags().ofAll()))
            .addAll(entry.tags());
        tags.get(entry.member()).removeIf(tag -> tag.startsWith(MemberProducer.REMOVABLE));
      }
    }
    Stream.concat(
            hadZombie ? world.topics().present().stream() : Stream.empty(),
            Stream.concat(world.topics().gone().stream(), waived.stream()))
        .filter(entry -> entry.kind() == MemberEntry.Kind.GOOD)
        .forEach(
            entry ->
                Optional.ofNullable(profiles.get(entry.member()))
                    .ifPresent(profile -> profile.addPossible(entry)));
    profiles.forEach(
        (name, profile) -> {
          if (blocked.contains(name)) {
            return;
          }
          final List<Contact> members = members(name);
          assertThat(members).hasSize(1);
          final Contact member = members.get(0);
          PROFILE.stream()
              .filter(field -> field != key())
              .forEach(
                  field ->
                      assertThat(profile.candidates(field))
                          .as("%s of a member", field)
                          .contains(member.value(field)));
          assertThat(member.tagNames()).containsAll(tags.get(name));
          if (world.putsTagsOnce() && blocked.isEmpty() && world.importKey() != ImportKey.MOBILE) {
            assertThat(member.tags().values())
                .as("a task that lives in peace puts each tag once")
                .allSatisfy(tagging -> assertThat(tagging.times()).isEqualTo(1));
          }
        });
  }

  /**
   * What a member has in the end is what applying its records in order gives; of whoever has
   * records in two partitions, nobody can say.
   */
  private void checkRemovals() {
    assertThat(world.sandbox().account().removals().made())
        .as("no tag is touched that the connector must not touch")
        .allMatch(made -> made.tag().isEmpty() || made.tag().startsWith(MemberProducer.REMOVABLE));
    final Map<String, Applied> applied = new HashMap<>();
    for (final MemberEntry entry : world.topics().present()) {
      if (entry.kind() == MemberEntry.Kind.GOOD || entry.kind() == MemberEntry.Kind.REMOVAL) {
        applied.computeIfAbsent(entry.member(), m -> new Applied()).add(entry);
      }
    }
    Stream.concat(world.topics().gone().stream(), waived.stream())
        .forEach(entry -> applied.remove(entry.member()));
    blocked.forEach(applied::remove);
    if (!hadZombie) {
      applied.forEach((name, expected) -> expected.check(members(name).get(0)));
    }
  }

  /** The records of one member, applied one after the other. */
  private static final class Applied {
    private final Set<TopicPartition> partitions = new HashSet<>();
    private final Set<String> tags = new HashSet<>();
    private boolean takesOff;
    private String customerId = "";

    void add(final MemberEntry entry) {
      partitions.add(entry.partition());
      takesOff |= !entry.tagsRemoved().isEmpty();
      entry.tags().stream()
          .filter(tag -> tag.startsWith(MemberProducer.REMOVABLE))
          .forEach(tags::add);
      entry.tagsRemoved().forEach(tags::remove);
      if (entry.value().containsKey("customer_id")) {
        customerId = String.valueOf(entry.value().get("customer_id")).replace("null", "");
      }
    }

    void check(final Contact member) {
      if (partitions.size() == 1 && takesOff) {
        assertThat(member.tagNames().stream().filter(t -> t.startsWith(MemberProducer.REMOVABLE)))
            .as("tags that may be taken off")
            .containsExactlyInAnyOrderElementsOf(tags);
        assertThat(member.tagNames()).contains(MemberProducer.FOREIGN);
        assertThat(member.value(ContactField.CUSTOMER_ID)).as("customer id").isEqualTo(customerId);
      }
    }
  }

  /**
   * What a member's fields may be in the end: the newest value of a partition, and of which
   * partition it is nobody can say; or what was delivered of a record that is gone by now.
   */
  private static final class Profile {
    private final Map<ContactField, Map<TopicPartition, String>> values =
        new EnumMap<>(ContactField.class);

    private final Map<ContactField, Set<String>> possible = new EnumMap<>(ContactField.class);

    void add(final MemberEntry entry) {
      for (final ContactField field : PROFILE) {
        value(entry, field)
            .ifPresent(
                value ->
                    values
                        .computeIfAbsent(field, f -> new HashMap<>())
                        .put(entry.partition(), value));
      }
    }

    void addPossible(final MemberEntry entry) {
      for (final ContactField field : PROFILE) {
        value(entry, field)
            .ifPresent(value -> possible.computeIfAbsent(field, f -> new HashSet<>()).add(value));
      }
    }

    private static Optional<String> value(final MemberEntry entry, final ContactField field) {
      return Optional.ofNullable(entry.value().get(field.maacName()))
          .map(Object::toString)
          .filter(value -> !value.equals("unknown"))
          .map(value -> field == ContactField.GENDER ? value.toLowerCase(Locale.ROOT) : value);
    }

    Set<String> candidates(final ContactField field) {
      final Set<String> candidates = new HashSet<>(possible.getOrDefault(field, Set.of()));
      candidates.addAll(values.getOrDefault(field, Map.of()).values());
      if (!values.containsKey(field)) {
        candidates.add("");
      }
      return candidates;
    }
  }

  private void checkDeadLetters() {
    for (final MemberEntry entry : world.topics().present()) {
      if (waived.contains(entry)) {
        continue;
      }
      final boolean isDead = world.deadLetters().has(entry);
      switch (entry.kind()) {
        case GOOD, REMOVAL, TOMBSTONE, FILTERED ->
            assertThat(isDead && !blocked.contains(entry.member()))
                .as("a good record is no dead letter: %s", entry)
                .isFalse();
        case BAD ->
            assertThat(isRejected(entry)).as("a bad record is a dead letter: %s", entry).isTrue();
        case BAD_TO_MAAC ->
            assertThat(
                    isRejected(entry) || isHiddenByLater(entry) || blocked.contains(entry.member()))
                .as(
                    "what MAAC finds bad is a dead letter, or a later value took its place: %s",
                    entry)
                .isTrue();
      }
    }
  }

  private boolean isHiddenByLater(final MemberEntry entry) {
    final String field = entry.value().containsKey("mobile") ? "mobile" : "birthday";
    return Stream.concat(world.topics().present().stream(), world.topics().gone().stream())
        .anyMatch(
            later ->
                (later.number() > entry.number() || !later.partition().equals(entry.partition()))
                    && later.member().equals(entry.member())
                    && later.value() != null
                    && later.value().containsKey(field));
  }

  /**
   * Without a fault no limit is broken at all. With faults, an import may be sent while one runs
   * that the connector cannot know of, since its answer was lost or its process died; MAAC refuses
   * it.
   */
  private void checkLimits() {
    final Set<Violation.Kind> allowed =
        world.isCalm()
            ? EnumSet.noneOf(Violation.Kind.class)
            : EnumSet.of(Violation.Kind.CONCURRENT_IMPORT);
    if (hadZombie) {
      allowed.add(Violation.Kind.THROTTLED);
    }
    assertThat(world.sandbox().account().violations())
        .allSatisfy(violation -> assertThat(allowed).contains(violation.kind()));
    assertThat(world.sandbox().imports().stats().maxPostedPerMinute())
        .isLessThanOrEqualTo(hadZombie ? 30 : 15);
  }
}
