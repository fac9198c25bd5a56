package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.MemberSettings;
import io.github.linemaac.connect.config.ValueSettings;
import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into a change to a member, or into the reason why it is none. Never throws for
 * what a record holds. Pure; any thread may use it.
 */
public final class MemberMapper implements RecordMapper {
  private static final MemberField[] FIELDS = MemberField.values();

  /** The places of other fields in the tree, behind those of MAAC. */
  private static final int TAGS = FIELDS.length;

  private static final int DELETED = TAGS + 1;

  private static final String DELETED_ROW = "deleted";

  private final ImportKey importKey;
  private final boolean rejectsTombstones;
  private final boolean omitsInvalid;
  private final PathTree tree;
  private final List<Found.Rule<String>> rules = new ArrayList<>();
  private final Found.Rule<List<String>> tags;

  /** A mapper for one connector. */
  public MemberMapper(
      final MemberSettings members, final FieldSettings fields, final ValueSettings values) {
    this.importKey = members.importKey();
    this.rejectsTombstones = members.rejectsTombstones();
    this.omitsInvalid = values.omitsInvalid();
    this.tree = tree(fields);
    final FieldRules fieldRules = new FieldRules(values);
    for (final MemberField field : FIELDS) {
      rules.add(fieldRules.of(field));
    }
    this.tags = new Tags(values.tagsSeparator())::of;
  }

  private static PathTree tree(final FieldSettings fields) {
    final List<List<FieldPath>> paths = new ArrayList<>();
    for (final MemberField field : FIELDS) {
      paths.add(fields.paths().get(field));
    }
    paths.add(fields.tags());
    paths.add(fields.deleted());
    return new PathTree(paths);
  }

  @Override
  public MappingResult map(final SinkRecord record) {
    if (record.value() == null) {
      return tombstone("is missing (a tombstone)");
    }
    final Found found;
    try {
      found = tree.read(record);
    } catch (final InvalidValue e) {
      return invalid("value", e.rule());
    }
    final Faults faults = new Faults();
    return faults.reading(DELETED_ROW, () -> found.first(DELETED, DeletedRow::of, false), false)
        ? tombstone("is a deleted row (field.deleted)")
        : mapFields(record, found, faults);
  }

  private MappingResult mapFields(final SinkRecord record, final Found found, final Faults faults) {
    final Member.Builder member = Member.by(importKey);
    for (int place = 0; place < FIELDS.length; place++) {
      try {
        member.with(FIELDS[place], found.first(place, rules.get(place), ""));
      } catch (final InvalidValue e) {
        faults.add(FIELDS[place].jsonName(), e.rule());
      }
    }
    try {
      member.tagged(found.first(TAGS, tags, List.of()));
    } catch (final InvalidValue e) {
      faults.add("tags", e.rule());
    }
    if (!member.hasKey()) {
      if (!faults.concern(importKey.jsonName())) {
        faults.add(importKey.jsonName(), "is missing or blank, and it is the import key");
        Misread.envelope("value", record.value()).ifPresent(rule -> faults.add("value", rule));
      }
      return faults.rejection();
    }
    return faults.isEmpty() || (omitsInvalid && !faults.concern(DELETED_ROW))
        ? new MappingResult.Update(member.build(), faults.all())
        : faults.rejection();
  }

  private MappingResult tombstone(final String what) {
    return rejectsTombstones
        ? invalid("value", what + ", and tombstone.behavior is invalid")
        : new MappingResult.Nothing();
  }

  private static MappingResult invalid(final String field, final String rule) {
    return new MappingResult.Invalid(new Rejection(field, rule));
  }
}
