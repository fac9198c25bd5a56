package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.simulation.MemberEntry.Kind;
import io.github.linemaac.sandbox.Imports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Produces records of members; each spelling of a key goes to one partition of a topic. */
final class MemberProducer {
  private static final String BAD_MOBILE = "+8190";
  private static final String BAD_BIRTHDAY = "1901";

  /** A field that the connector does not read, but holds with the record. */
  static final String UNREAD = "notes";

  /** What the names of tags begin with that the connector may take off. */
  static final String REMOVABLE = "r-";

  /** A tag that is on every member, and that the connector must not take off. */
  static final String FOREIGN = "foreign";

  private static final String HEAVY = "x".repeat(1 << 20);

  private static final List<String> LONG_TAGS =
      IntStream.range(0, 200).mapToObj(i -> String.format("%0250d", i)).toList();

  private final MemberWorld world;
  private final int firstMember;
  private final Map<String, MemberEntry> byMarker = new HashMap<>();
  private int count;
  private Size size = Size.SMALL;

  /** Produces members from this number on. */
  MemberProducer(final MemberWorld world, final int firstMember) {
    this.world = world;
    this.firstMember = firstMember;
  }

  /** MAAC rejects rows that the connector cannot know to be bad. */
  static void makePicky(final Imports imports) {
    imports.alsoInvalid(
        io.github.linemaac.sandbox.ContactField.MOBILE, mobile -> mobile.startsWith(BAD_MOBILE));
    imports.alsoInvalid(
        io.github.linemaac.sandbox.ContactField.BIRTHDAY,
        birthday -> birthday.startsWith(BAD_BIRTHDAY));
  }

  /** The record with a marker. */
  MemberEntry marked(final String marker) {
    return byMarker.get(marker);
  }

  void produce(final Kind kind, final int member, final int topic, final int spelling) {
    produce(kind, member, spelling, world.logFor(topic, member + spelling));
  }

  void produce(final Kind kind, final int member, final PartitionLog<MemberEntry> log) {
    produce(kind, member, 0, log);
  }

  private void produce(
      final Kind kind, final int member, final int spelling, final PartitionLog<MemberEntry> log) {
    final String marker = "m" + count++;
    final Map<String, Object> value = new HashMap<>();
    value.put(world.importKey().jsonName(), spelled(member, spelling));
    value.put(
        "tags", world.dice().nextBoolean() ? List.of(marker, "shared") : marker + ", " + marker);
    switch (kind) {
      case GOOD -> {
        addProfile(value);
        makeLarge(value, marker);
        if (world.takesOff()) {
          putRemovable(value);
          takeOff(value, member, marker);
        }
      }
      case REMOVAL -> {
        value.remove("tags");
        takeOff(value, member, marker);
      }
      case BAD -> spoil(value);
      case BAD_TO_MAAC -> spoilForMaac(value);
      case TOMBSTONE, FILTERED -> value.clear();
    }
    append(kind, member, marker, value, log);
  }

  /** A good record, and behind it one that says the same. */
  void produceTwice(final int member, final int topic, final int spelling) {
    final PartitionLog<MemberEntry> log = world.logFor(topic, member + spelling);
    produce(Kind.GOOD, member, spelling, log);
    final String marker = "m" + (count - 1);
    append(Kind.GOOD, member, marker, byMarker.get(marker).value(), log);
  }

  private void append(
      final Kind kind,
      final int member,
      final String marker,
      final Map<String, Object> value,
      final PartitionLog<MemberEntry> log) {
    final MemberEntry entry =
        new MemberEntry(
            world.topics().count(),
            kind,
            log.partition(),
            log.end(),
            world.stampMs(),
            key(member),
            marker,
            value);
    byMarker.put(marker, entry);
    world.topics().produced(log, entry);
  }

  /** Binds a customer id too, which others unbind. */
  private void putRemovable(final Map<String, Object> value) {
    if (size == Size.SMALL && world.dice().nextBoolean()) {
      final List<String> tags = new ArrayList<>(MemberEntry.names(value, "tags"));
      tags.add(REMOVABLE + "abc".charAt(world.dice().nextInt(3)));
      value.put("tags", tags);
    }
    if (world.dice().onceIn(3)) {
      value.put("customer_id", "c" + count);
    }
  }

  /** Also a tag that nothing else takes off, so that MAAC can tell whether it was asked to. */
  private void takeOff(final Map<String, Object> value, final int member, final String marker) {
    final Dice dice = world.dice();
    final List<String> tags = new ArrayList<>(List.of(REMOVABLE + marker));
    for (final String tag : List.of(REMOVABLE + "a", REMOVABLE + "b", FOREIGN, "shared")) {
      if (dice.onceIn(3)) {
        tags.add(tag);
      }
    }
    world.knows(key(member), REMOVABLE + marker);
    value.put("tags_removed", dice.nextBoolean() ? tags : String.join(", ", tags));
    if (dice.onceIn(3) && !value.containsKey("customer_id")) {
      value.put("customer_id", null);
    }
  }

  /** The key as MAAC has it. */
  String key(final int number) {
    final int member = firstMember + number;
    return switch (world.importKey()) {
      case LINE_UID -> String.format("U%032x", member);
      case EMAIL -> "member" + member + "@example.com";
      case MOBILE -> String.format("+886900%06d", member);
      case CUSTOMER_ID -> "c" + member;
    };
  }

  /** Another thing that is said of a record. */
  enum Size {
    SMALL,
    /** A megabyte is held of it, and little is sent. */
    HELD,
    /** Fifty kilobytes of it are sent. */
    SENT
  }

  /** The next records are of this size. */
  void size(final Size next) {
    size = next;
  }

  private void makeLarge(final Map<String, Object> value, final String marker) {
    switch (size) {
      case SMALL -> {}
      case HELD -> value.put(UNREAD, HEAVY);
      case SENT -> {
        final List<String> tags = new ArrayList<>(LONG_TAGS);
        tags.add(marker);
        value.put("tags", tags);
      }
    }
  }

  /** Spelled otherwise, the same key. */
  private String spelled(final int member, final int spelling) {
    if (spelling == 0) {
      return key(member);
    }
    return world.importKey() == ImportKey.MOBILE
        ? String.format("0900%06d", firstMember + member)
        : key(member) + " ";
  }

  private void addProfile(final Map<String, Object> value) {
    final Dice dice = world.dice();
    // Names grow with every record, so that an older one over a newer one shows.
    value.put("line_display_name", String.format("%08d", count));
    put(value, MemberField.GENDER, dice.nextBoolean() ? "Male" : "unknown");
    put(value, MemberField.BIRTHDAY, "2000-01-" + (10 + dice.nextInt(20)));
    put(value, MemberField.MOBILE, "+8869" + (10_000_000 + dice.nextInt(1_000_000)));
  }

  private void put(final Map<String, Object> value, final MemberField field, final String text) {
    if (field != world.importKey().field() && world.dice().onceIn(3)) {
      value.put(field.jsonName(), text);
    }
  }

  private void spoil(final Map<String, Object> value) {
    switch (world.dice().nextInt(4)) {
      case 0 -> value.remove(world.importKey().jsonName());
      case 1 -> value.put("birthday", "2001-02-29");
      case 2 -> value.put("gender", "yes");
      default -> value.put("line_display_name", Map.of("a", "b"));
    }
  }

  /** Nothing else is in it, so that what it leaves in the account is its marker at most. */
  private void spoilForMaac(final Map<String, Object> value) {
    final Dice dice = world.dice();
    if (world.importKey() != ImportKey.MOBILE && dice.nextBoolean()) {
      value.put("mobile", BAD_MOBILE + (10_000_000 + dice.nextInt(1_000_000)));
    } else {
      value.put("birthday", BAD_BIRTHDAY + "-01-01");
    }
  }
}
