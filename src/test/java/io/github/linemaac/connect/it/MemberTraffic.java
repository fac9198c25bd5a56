package io.github.linemaac.connect.it;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.github.linemaac.cluster.MemberRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records as a CDP might send them, and what has to become of each: members, of whom some come a
 * second time with other values; among them one invalid record in a hundred; and records with the
 * header {@code internal}, which a transform is to drop, also at the end of each partition.
 */
final class MemberTraffic {

  static final String INTERNAL_HEADER = "internal";

  private static final int RECORDS_PER_INVALID = 100;
  private static final int RECORDS_PER_INTERNAL = 50;
  private static final int MEMBERS_PER_UPDATED = 10;

  private final MemberSink sink;
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<String, MemberRecord> members = new LinkedHashMap<>();
  private final Map<String, InvalidKind> invalidByKey = new LinkedHashMap<>();
  private int internal;

  private MemberTraffic(MemberSink sink) {
    this.sink = sink;
  }

  /** The records of so many members, for the topic of a connector. */
  static MemberTraffic of(int members, MemberSink sink) {
    MemberTraffic traffic = new MemberTraffic(sink);
    for (int number = 0; number < members; number++) {
      traffic.addMember(number, MemberRecord.number(number));
    }
    for (int number = 0; number < members; number += MEMBERS_PER_UPDATED) {
      MemberRecord later = MemberRecord.number(number).with("customer_id", "C-later-" + number);
      traffic.addMember(number, later.without("birthday"));
      traffic.members.put(later.lineUid(), later);
    }
    for (int i = 0; i < 3 * MemberSink.PARTITIONS; i++) {
      traffic.addInternal(members + i);
    }
    return traffic;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** What MAAC is to have in the end. */
  Set<MemberRecord> members() {
    return members.values().stream().collect(toSet());
  }

  /** The reason for which each invalid record is to be rejected, by the record's key. */
  Map<String, String> reasons() {
    return invalidByKey.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, invalid -> invalid.getValue().reason()));
  }

  private void addMember(int number, MemberRecord member) {
    members.put(member.lineUid(), member);
    add(number, "member-" + number, member.json());
    if (records.size() % RECORDS_PER_INVALID == 0) {
      addInvalid(number);
    }
    if (records.size() % RECORDS_PER_INTERNAL == 0) {
      addInternal(number);
    }
  }

  private void addInvalid(int number) {
    List<InvalidKind> kinds = InvalidKind.all();
    InvalidKind kind = kinds.get(invalidByKey.size() % kinds.size());
    String key = "%s %d".formatted(kind.name(), invalidByKey.size());
    invalidByKey.put(key, kind);
    // A number that no sound record has: were it delivered after all, it would show.
    add(number, key, kind.value().apply(MemberRecord.number(number + 10_000_000)));
  }

  private void addInternal(int number) {
    internal++;
    add(number, "internal-" + internal, MemberRecord.number(number + 20_000_000).json());
    records.get(records.size() - 1).headers().add(INTERNAL_HEADER, new byte[] {1});
  }

  private void add(int number, String key, String value) {
    records.add(sink.record(number % MemberSink.PARTITIONS, key, value));
  }
}
