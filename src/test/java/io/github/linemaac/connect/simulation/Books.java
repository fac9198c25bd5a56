package io.github.linemaac.connect.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.sandbox.Member;
import io.github.linemaac.connect.sandbox.MemberField;
import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.sandbox.Violation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** What must be true of a history, told from the topic, the account and the dead-letter queue. */
final class Books {
  private static final List<MemberField> PROFILE =
      List.of(
          MemberField.LINE_DISPLAY_NAME,
          MemberField.GENDER,
          MemberField.BIRTHDAY,
          MemberField.MOBILE);

  private static final Pattern MARKER = Pattern.compile("\"(m[0-9]+)\"");

  private final Feed feed;
  private final SimulatedDeadLetters deadLetters;
  private final Sandbox sandbox;
  private final MemberField key;
  private final Map<Long, String> newestNames = new HashMap<>();
  private final Map<TopicPartition, Long> checkedUpTo = new HashMap<>();
  private boolean replayed;

  Books(
      final Feed feed,
      final SimulatedDeadLetters deadLetters,
      final Sandbox sandbox,
      final ImportKey importKey) {
    this.feed = feed;
    this.deadLetters = deadLetters;
    this.sandbox = sandbox;
    this.key = MemberField.valueOf(importKey.field().name());
  }

  /** MAAC rejects rows that the connector cannot know to be bad. */
  void makeMaacPicky() {
    sandbox.imports().alsoInvalid(MemberField.MOBILE, mobile -> mobile.startsWith(Feed.BAD_MOBILE));
    sandbox
        .imports()
        .alsoInvalid(MemberField.BIRTHDAY, birthday -> birthday.startsWith(Feed.BAD_BIRTHDAY));
  }

  /** No committed offset is ahead of what MAAC has confirmed or the dead-letter queue has. */
  void checkCommitted(final Map<TopicPartition, Long> committed) {
    committed.forEach(
        (partition, offset) -> {
          final int from = checkedUpTo.getOrDefault(partition, 0L).intValue();
          for (int i = from; i < offset; i++) {
            final Fed fed = feed.log(partition).get(i);
            assertThat(isAccountedFor(fed))
                .as("%s %s@%d is committed and accounted for", fed.kind(), partition, i)
                .isTrue();
          }
          checkedUpTo.merge(partition, offset, Math::max);
        });
  }

  /** What is sent is only of partitions that the task has: another may have the others by now. */
  void checkIsOfPartitions(final String body, final Set<TopicPartition> assigned) {
    final Matcher markers = MARKER.matcher(body);
    while (markers.find()) {
      assertThat(assigned)
          .as("sends only what it has")
          .contains(feed.partitionOf(markers.group(1)));
    }
  }

  private boolean isAccountedFor(final Fed fed) {
    return switch (fed.kind()) {
      case GOOD -> isInAccount(fed);
      case BAD -> deadLetters.has(fed.partition(), fed.offset());
      case BAD_TO_MAAC -> deadLetters.has(fed.partition(), fed.offset()) || isInAccount(fed);
      case TOMBSTONE, FILTERED -> true;
    };
  }

  private boolean isInAccount(final Fed fed) {
    return sandbox.members().with(key, fed.member()).stream()
        .anyMatch(member -> member.tagNames().contains(fed.marker()));
  }

  /** No older name has taken the place of a newer one. */
  void checkOrder() {
    if (replayed) {
      return;
    }
    for (final Member member : sandbox.members().all()) {
      final String name = member.value(MemberField.LINE_DISPLAY_NAME);
      final String before = newestNames.getOrDefault(member.id(), "");
      assertThat(name).as("names only grow").isGreaterThanOrEqualTo(before);
      newestNames.put(member.id(), name);
    }
  }

  /** After a crash or a rebalance older records come again, and older values with them. */
  void expectReplays() {
    replayed = true;
  }

  /**
   * What must be true once all is delivered.
   *
   * @param calm whether nothing went wrong in this history
   */
  void checkBalance(final boolean calm, final long nowMs) {
    sandbox.advanceTo(nowMs + 120_000);
    checkAccount();
    checkDeadLetters();
    checkLimits(calm);
  }

  private void checkAccount() {
    final Map<String, Map<MemberField, String>> profiles = new HashMap<>();
    final Map<String, Set<String>> tags = new HashMap<>();
    for (final Fed fed : feed.all()) {
      if (fed.kind() == Fed.Kind.GOOD) {
        fold(fed, profiles.computeIfAbsent(fed.member(), m -> new HashMap<>()));
        tags.computeIfAbsent(fed.member(), m -> new HashSet<>()).add(fed.marker());
      }
    }
    profiles.forEach(
        (name, profile) -> {
          final List<Member> members = sandbox.members().with(key, name);
          assertThat(members).hasSize(1);
          final Member member = members.get(0);
          PROFILE.stream()
              .filter(field -> field != key)
              .forEach(
                  field ->
                      assertThat(member.value(field))
                          .as("%s of a member", field)
                          .isEqualTo(profile.getOrDefault(field, "")));
          assertThat(member.tagNames()).containsAll(tags.get(name));
        });
  }

  private static void fold(final Fed fed, final Map<MemberField, String> profile) {
    for (final MemberField field : PROFILE) {
      final Object value = fed.value().get(field.maacName());
      if (value != null && !value.equals("unknown")) {
        profile.put(
            field,
            field == MemberField.GENDER
                ? value.toString().toLowerCase(Locale.ROOT)
                : value.toString());
      }
    }
  }

  private void checkDeadLetters() {
    for (final Fed fed : feed.all()) {
      switch (fed.kind()) {
        case GOOD, TOMBSTONE, FILTERED ->
            assertThat(deadLetters.has(fed.partition(), fed.offset()))
                .as("a good record is no dead letter")
                .isFalse();
        case BAD ->
            assertThat(deadLetters.has(fed.partition(), fed.offset()))
                .as("a bad record is a dead letter")
                .isTrue();
        case BAD_TO_MAAC ->
            assertThat(deadLetters.has(fed.partition(), fed.offset()) || isHiddenByLater(fed))
                .as("what MAAC finds bad is a dead letter, or a later value took its place")
                .isTrue();
      }
    }
  }

  private boolean isHiddenByLater(final Fed fed) {
    final String field = fed.value().containsKey("mobile") ? "mobile" : "birthday";
    return feed.log(fed.partition()).stream()
        .anyMatch(
            later ->
                later.offset() > fed.offset()
                    && later.member().equals(fed.member())
                    && later.value().containsKey(field));
  }

  /**
   * Without a fault no limit is broken at all. With faults, an import may be sent while one runs
   * that the connector cannot know of, since its answer was lost or its process died; MAAC refuses
   * it.
   */
  private void checkLimits(final boolean calm) {
    final Set<Violation.Kind> allowed =
        calm ? EnumSet.noneOf(Violation.Kind.class) : EnumSet.of(Violation.Kind.CONCURRENT_IMPORT);
    assertThat(sandbox.account().violations())
        .allSatisfy(violation -> assertThat(allowed).contains(violation.kind()));
    assertThat(sandbox.imports().stats().maxPostedPerMinute()).isLessThanOrEqualTo(15);
  }
}
