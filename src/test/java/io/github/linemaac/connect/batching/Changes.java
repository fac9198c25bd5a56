package io.github.linemaac.connect.batching;

import io.github.linemaac.connect.api.ImportWriter;
import io.github.linemaac.connect.ledger.Ledger;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import io.github.linemaac.connect.support.TestMembers;
import io.github.linemaac.connect.support.TestRecords;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Makes changes to members by number, with tickets of a ledger of its own. */
public final class Changes {
  public static final TopicPartition P0 = new TopicPartition("members", 0);
  public static final TopicPartition P1 = new TopicPartition("members", 1);

  private final ImportWriter writer = new ImportWriter(ImportKey.LINE_UID, List.of());
  private final Ledger ledger = new Ledger();
  private long offset;

  public Changes() {
    ledger.assign(List.of(P0, P1));
  }

  /** The encoder that the changes were made with. */
  public ImportWriter writer() {
    return writer;
  }

  /** A change in partition 0, with fields and values in turn. */
  public Change of(final int member, final Object... fields) {
    return in(P0, member, fields);
  }

  /** A change in a partition, with fields and values in turn. */
  public Change in(final TopicPartition partition, final int member, final Object... fields) {
    final Map<MemberField, String> values = new EnumMap<>(MemberField.class);
    values.put(MemberField.LINE_UID, TestRecords.lineUid(member));
    for (int i = 0; i < fields.length; i += 2) {
      values.put((MemberField) fields[i], fields[i + 1].toString());
    }
    return change(partition, TestMembers.of(ImportKey.LINE_UID, values, List.of()));
  }

  /** A change that only adds tags. */
  public Change tagged(final int member, final String... tags) {
    return change(
        P0,
        TestMembers.of(
            ImportKey.LINE_UID,
            Map.of(MemberField.LINE_UID, TestRecords.lineUid(member)),
            List.of(tags)));
  }

  /** A change that takes tags off, in a partition; its tickets are of this ledger. */
  public Change untagged(final TopicPartition partition, final int member, final String... tags) {
    return change(partition, of(member).without(new Removals(List.of(tags), false)).build());
  }

  /** A change that unbinds the customer id. */
  public Change unbound(final TopicPartition partition, final int member) {
    return change(partition, of(member).without(new Removals(List.of(), true)).build());
  }

  private static Member.Builder of(final int member) {
    return Member.by(ImportKey.LINE_UID).with(MemberField.LINE_UID, TestRecords.lineUid(member));
  }

  /** A change of this member, with a ticket of its own. */
  public Change change(final TopicPartition partition, final Member.Builder member) {
    return change(partition, member.build());
  }

  /** A change of a mobile number, by which the member is found. */
  public Change mobile(final String number) {
    return change(
        P0, TestMembers.of(ImportKey.MOBILE, Map.of(MemberField.MOBILE, number), List.of()));
  }

  private Change change(final TopicPartition partition, final Member member) {
    return new Change(
        member,
        writer.encode(member),
        ledger.open(TestRecords.at(partition, offset++, Map.of()), 100, 0));
  }
}
