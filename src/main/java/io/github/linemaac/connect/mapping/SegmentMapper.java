package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.ValueSettings;
import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentAction;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.Words;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into someone who joins or leaves a segment. A record adds its {@code line_uid}, or
 * removes it where {@code segment_action} says so or its row was deleted; a tombstone removes the
 * {@code line_uid} that is found in its key. Pure; any thread may use it.
 */
public final class SegmentMapper implements RecordMapper {
  private static final int LINE_UID = 0;
  private static final int NAME = 1;
  private static final int ACTION = 2;
  private static final int DELETED = 3;

  private final Optional<SegmentName> configuredName;
  private final Words<SegmentAction> actions;
  private final PathTree tree;
  private final PathTree treeOfKeyWithFields;
  private final PathTree treeOfBareKey;

  /** A mapper for one connector. */
  public SegmentMapper(
      final SegmentSettings segments, final FieldSettings fields, final ValueSettings values) {
    this.configuredName = segments.name().map(SegmentName::configured);
    this.actions = values.actions();
    final List<FieldPath> ids = fields.paths().get(MemberField.LINE_UID);
    this.tree =
        new PathTree(List.of(ids, fields.segmentName(), fields.segmentAction(), fields.deleted()));
    this.treeOfKeyWithFields = new PathTree(List.of(inKey(ids), inKey(fields.segmentName())));
    this.treeOfBareKey = new PathTree(List.of(asKey(ids), notInValue(fields.segmentName())));
  }

  /** In a tombstone, what else leads into the value leads into the key. */
  private static List<FieldPath> inKey(final List<FieldPath> paths) {
    return paths.stream().map(path -> ofValue(path) ? path.inKey() : path).toList();
  }

  /** A key that has no fields is the id as a whole. */
  private static List<FieldPath> asKey(final List<FieldPath> paths) {
    return paths.stream().map(path -> ofValue(path) ? FieldPath.KEY : path).toList();
  }

  private static List<FieldPath> notInValue(final List<FieldPath> paths) {
    return paths.stream().filter(path -> !ofValue(path)).toList();
  }

  private static boolean ofValue(final FieldPath path) {
    return path.root() == FieldPath.Root.VALUE;
  }

  @Override
  public MappingResult map(final SinkRecord record) {
    if (record.value() == null) {
      return mapTombstone(record);
    }
    final Found found;
    try {
      found = tree.read(record);
    } catch (final InvalidValue e) {
      return new MappingResult.Invalid(new Rejection("value", e.rule()));
    }
    return mapFields(record, found);
  }

  private MappingResult mapFields(final SinkRecord record, final Found found) {
    final Faults faults = new Faults();
    final String id =
        faults.reading("line_uid", () -> found.first(LINE_UID, FieldRules::lineUid, ""), "");
    final String name =
        faults.reading("segment_name", () -> found.first(NAME, SegmentMapper::name, ""), "");
    final boolean isDeleted =
        faults.reading("deleted", () -> found.first(DELETED, DeletedRow::of, false), false);
    final SegmentAction action =
        faults.reading(
            "segment_action",
            () -> found.first(ACTION, this::action, SegmentAction.ADD),
            SegmentAction.ADD);
    if (id.isEmpty() && !faults.concern("line_uid")) {
      faults.add("line_uid", "is missing or blank");
      Misread.envelope("value", record.value()).ifPresent(rule -> faults.add("value", rule));
    }
    if (name.isEmpty() && configuredName.isEmpty() && !faults.concern("segment_name")) {
      faults.add("segment_name", "is missing or blank, and segment.name is not set");
    }
    return faults.isEmpty()
        ? change(record, name, id, isDeleted || action == SegmentAction.REMOVE)
        : faults.rejection();
  }

  /** A tombstone whose key names no segment says that the member is in none. */
  private MappingResult mapTombstone(final SinkRecord record) {
    final PathTree paths = RecordKey.hasFields(record.key()) ? treeOfKeyWithFields : treeOfBareKey;
    final Faults faults = new Faults();
    final Found found;
    try {
      found = paths.read(record);
    } catch (final InvalidValue e) {
      return new MappingResult.Invalid(new Rejection("value", e.rule()));
    }
    final String id = faults.reading("line_uid", () -> idOfKey(found), "");
    final String name =
        faults.reading("segment_name", () -> found.first(NAME, SegmentMapper::name, ""), "");
    if (id.isEmpty() && !faults.concern("line_uid")) {
      faults.add(
          "line_uid",
          "is missing in the key of a tombstone: key the topic by it (Debezium:"
              + " message.key.columns)");
      Misread.envelope("key", record.key()).ifPresent(rule -> faults.add("key", rule));
    }
    return faults.isEmpty() ? change(record, name, id, true) : faults.rejection();
  }

  private static String idOfKey(final Found found) throws InvalidValue {
    try {
      return found.first(LINE_UID, FieldRules::lineUid, "");
    } catch (final InvalidValue e) {
      throw new InvalidValue(e.rule() + ", in the key of a tombstone");
    }
  }

  private MappingResult change(
      final SinkRecord record, final String name, final String id, final boolean removes) {
    final Optional<SegmentName> segment =
        name.isEmpty() ? configuredName : Optional.of(named(name, record));
    return new MappingResult.Membership(new SegmentChange(segment, LineUid.of(id), removes));
  }

  static SegmentName named(final String name, final SinkRecord record) {
    return SegmentName.named(
        name,
        record.originalTopic()
            + "-"
            + record.originalKafkaPartition()
            + "@"
            + record.originalKafkaOffset());
  }

  static String name(final FieldValue found) throws InvalidValue {
    final String text = Text.of(found.value());
    final Optional<String> fault = SegmentName.fault(text);
    if (fault.isPresent()) {
      throw new InvalidValue(fault.get());
    }
    return text;
  }

  private SegmentAction action(final FieldValue found) throws InvalidValue {
    final String text = Text.ofWord(found.value());
    if (text.isEmpty()) {
      return SegmentAction.ADD;
    }
    final SegmentAction action =
        actions
            .meaning(text)
            .orElseThrow(
                () ->
                    new InvalidValue(
                        "is neither add nor remove, by the words of segment.action.add.values and"
                            + " segment.action.remove.values"));
    if (action == SegmentAction.COMPLETE) {
      throw new InvalidValue(
          "ends a snapshot, by the words of segment.action.complete.values, and records are changes"
              + " here: set segment.mode=snapshot");
    }
    return action;
  }
}
