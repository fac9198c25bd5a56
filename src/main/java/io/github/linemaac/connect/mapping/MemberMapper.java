package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.MemberSettings;
import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into a change to a member, or into the reason why it is none. Never throws for
 * what a record holds. Pure; any thread may use it.
 */
public final class MemberMapper implements RecordMapper {
  private static final MemberField[] FIELDS = MemberField.values();

  private final ImportKey importKey;
  private final boolean rejectsTombstones;
  private final Map<MemberField, FieldPath> paths;
  private final Optional<FieldPath> tagsPath;
  private final FieldRules rules;

  /** A mapper for one connector. */
  public MemberMapper(final MemberSettings members, final FieldSettings fields) {
    this.importKey = members.importKey();
    this.rejectsTombstones = members.rejectsTombstones();
    this.paths = new EnumMap<>(fields.paths());
    this.tagsPath = fields.tags();
    this.rules = new FieldRules(members.mobileRegion());
  }

  @Override
  public Mapped map(final SinkRecord record) {
    if (record.value() == null) {
      return rejectsTombstones
          ? invalid("value", "is missing (a tombstone), and tombstone.behavior is invalid")
          : new Mapped.Nothing();
    }
    final RecordReader reader;
    try {
      reader = new RecordReader(record);
    } catch (final InvalidValue e) {
      return invalid("value", e.rule());
    }
    return mapFields(reader);
  }

  private Mapped mapFields(final RecordReader reader) {
    final Member.Builder member = Member.by(importKey);
    for (final MemberField field : FIELDS) {
      final FieldPath path = paths.get(field);
      if (path != null) {
        try {
          final Optional<Located> found = reader.find(path);
          if (found.isPresent()) {
            member.with(field, rules.read(field, found.get()));
          }
        } catch (final InvalidValue e) {
          return invalid(field.jsonName(), e.rule());
        }
      }
    }
    if (!member.hasKey()) {
      return invalid(importKey.jsonName(), "is missing or blank, and it is the import key");
    }
    try {
      return new Mapped.Update(member.tagged(readTags(reader)).build());
    } catch (final InvalidValue e) {
      return invalid("tags", e.rule());
    }
  }

  private List<String> readTags(final RecordReader reader) throws InvalidValue {
    if (tagsPath.isEmpty()) {
      return List.of();
    }
    final Optional<Located> found = reader.find(tagsPath.get());
    return found.isPresent() ? Tags.of(found.get()) : List.of();
  }

  private static Mapped invalid(final String field, final String rule) {
    return new Mapped.Invalid(new Rejection(field, rule));
  }
}
