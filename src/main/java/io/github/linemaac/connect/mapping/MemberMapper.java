package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.config.RemovalSettings;
import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.Removals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into a change to a member, or into the reason why it is none. Never throws for
 * what a record holds. Pure; any thread may use it.
 */
public final class MemberMapper implements RecordMapper {
  private static final MemberField[] FIELDS = MemberField.values();

  /** The places of other fields in the tree, behind those of MAAC. */
  private static final int TAGS = FIELDS.length;

  private static final int TAGS_BEFORE = TAGS + 1;

  private static final int DELETED = TAGS_BEFORE + 1;
  private static final int TAGS_REMOVED = DELETED + 1;
  private static final int CUSTOMER_ID = List.of(FIELDS).indexOf(MemberField.CUSTOMER_ID);

  private static final String DELETED_ROW = "deleted";

  private final ImportKey importKey;
  private final boolean rejectsTombstones;
  private final boolean omitsInvalid;
  private final boolean importsAll;
  private final RemovalSettings removals;
  private final PathTree tree;
  private final List<Found.Rule<String>> rules = new ArrayList<>();
  private final Found.Rule<List<String>> tags;
  private final List<String> tagsOfEachRow;

  /** A mapper for one connector. */
  public MemberMapper(final MaacConfig config) {
    this.importKey = config.members().importKey();
    this.rejectsTombstones = config.members().rejectsTombstones();
    this.omitsInvalid = config.values().omitsInvalid();
    this.importsAll = !config.tags().ofImport().isEmpty();
    this.removals = config.removals();
    this.tree = tree(config.fields(), !removals.removable().isEmpty());
    this.tagsOfEachRow = config.tags().ofEachRow();
    final FieldRules fieldRules = new FieldRules(config.values());
    for (final MemberField field : FIELDS) {
      rules.add(fieldRules.of(field));
    }
    this.tags = new Tags(config.values().tagsSeparator())::of;
  }

  private static PathTree tree(final FieldSettings fields, final boolean removesTags) {
    final List<List<FieldPath>> paths = new ArrayList<>();
    for (final MemberField field : FIELDS) {
      paths.add(fields.paths().get(field));
    }
    paths.add(fields.tags());
    paths.add(fields.tagsBefore());
    paths.add(fields.deleted());
    paths.add(removesTags ? fields.tagsRemoved() : List.of());
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
    member.tagged(newTags(found, faults));
    if (importsAll) {
      member.imported();
    }
    final int keptTags = takeOff(found, member, faults);
    if (!member.hasKey()) {
      if (!faults.concern(importKey.jsonName())) {
        faults.add(importKey.jsonName(), "is missing or blank, and it is the import key");
        Misread.envelope("value", record.value()).ifPresent(rule -> faults.add("value", rule));
      }
      return faults.rejection();
    }
    return faults.isEmpty() || (omitsInvalid && !faults.concern(DELETED_ROW))
        ? new MappingResult.Update(member.build(), faults.all(), keptTags)
        : faults.rejection();
  }

  /** Says what the record takes off its member; and how many of its tags must not be taken off. */
  private int takeOff(final Found found, final Member.Builder member, final Faults faults) {
    final List<String> asked = tags("tags_removed", TAGS_REMOVED, found, faults);
    final boolean unbinds = removals.unbinds() && found.isNull(CUSTOMER_ID);
    if (asked.isEmpty() && !unbinds) {
      return 0;
    }
    final List<String> allowed = asked.stream().filter(removals.removable()::match).toList();
    if (member.has(MemberField.LINE_UID)) {
      if (unbinds || !allowed.isEmpty()) {
        member.without(new Removals(allowed, unbinds));
      }
      return asked.size() - allowed.size();
    }
    if (!allowed.isEmpty()) {
      faults.add(
          "tags_removed", "needs line_uid in the record, since MAAC takes tags off by that alone");
    }
    if (unbinds) {
      faults.add(
          "customer_id",
          "is null, and to unbind it (customer.id.null) needs line_uid in the record");
    }
    return asked.size() - allowed.size();
  }

  /** What it is to be tagged with, but for what it was tagged with before. */
  private List<String> newTags(final Found found, final Faults faults) {
    final List<String> own = tags("tags", TAGS, found, faults);
    final List<String> before = tags("tags_before", TAGS_BEFORE, found, faults);
    if (tagsOfEachRow.isEmpty() && before.isEmpty()) {
      return own;
    }
    final Set<String> added = new LinkedHashSet<>(own);
    added.addAll(tagsOfEachRow);
    before.forEach(added::remove);
    return List.copyOf(added);
  }

  private List<String> tags(
      final String field, final int place, final Found found, final Faults faults) {
    return faults.reading(field, () -> found.first(place, tags, List.of()), List.of());
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
