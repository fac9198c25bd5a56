package io.github.linemaac.connect.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.config.ValueSettings;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentAction;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.model.SnapshotId;
import io.github.linemaac.connect.model.SnapshotPart;
import io.github.linemaac.connect.model.Words;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into a part of a snapshot: an id that is on the segment, or the end of the
 * snapshot, where {@code segment_action} says so. Pure; any thread may use it.
 */
public final class SnapshotMapper implements RecordMapper {
  private static final int LINE_UID = 0;
  private static final int NAME = 1;
  private static final int ACTION = 2;
  private static final int DELETED = 3;
  private static final int SNAPSHOT = 4;
  private static final int SIZE = 5;

  /** More digits than any number of ids has. */
  private static final int MAX_SIZE_DIGITS = 12;

  private final Optional<SegmentName> configuredName;
  private final Words<SegmentAction> actions;
  private final PathTree tree;

  /** A mapper for one connector. */
  public SnapshotMapper(
      final SegmentSettings segments, final FieldSettings fields, final ValueSettings values) {
    this.configuredName = segments.name().map(SegmentName::configured);
    this.actions = values.actions();
    this.tree =
        new PathTree(
            List.of(
                fields.paths().get(MemberField.LINE_UID),
                fields.segmentName(),
                fields.segmentAction(),
                fields.deleted(),
                fields.segmentSnapshot(),
                fields.segmentSize()));
  }

  @Override
  public MappingResult map(final SinkRecord record) {
    if (record.value() == null) {
      return new MappingResult.Invalid(
          new Rejection(
              "value",
              "is null (a tombstone), which is part of no snapshot (segment.mode): who is not named"
                  + " in the next snapshot leaves the segment"));
    }
    try {
      return mapFields(record, tree.read(record));
    } catch (final InvalidValue e) {
      return new MappingResult.Invalid(new Rejection("value", e.rule()));
    }
  }

  private MappingResult mapFields(final SinkRecord record, final Found found) {
    final Faults faults = new Faults();
    final Optional<SegmentName> segment = segment(record, found, faults);
    final String snapshot =
        faults.reading(
            "segment_snapshot", () -> found.first(SNAPSHOT, SnapshotMapper::snapshot, ""), "");
    if (snapshot.isEmpty() && !faults.concern("segment_snapshot")) {
      faults.add(
          "segment_snapshot",
          "is missing or blank, and segment.mode=snapshot needs it in each record");
      Misread.envelope("value", record.value()).ifPresent(rule -> faults.add("value", rule));
    }
    if (faults.reading("deleted", () -> found.first(DELETED, DeletedRow::of, false), false)) {
      faults.add(
          "deleted", "is set, and a snapshot names only who is in the segment (segment.mode)");
    }
    final SegmentAction action =
        faults.reading(
            "segment_action",
            () -> found.first(ACTION, this::action, SegmentAction.ADD),
            SegmentAction.ADD);
    final boolean isWhose = segment.isPresent() && !snapshot.isEmpty();
    if (action == SegmentAction.COMPLETE) {
      final long size = faults.reading("segment_size", () -> size(found), 0L);
      return faults.isEmpty()
          ? new MappingResult.Part(
              new SnapshotPart.End(segment.orElseThrow(), SnapshotId.of(snapshot), size))
          : faults.rejection();
    }
    final String id = faults.reading("line_uid", () -> lineUid(found), "");
    if (faults.isEmpty()) {
      return new MappingResult.Part(
          new SnapshotPart.Joined(segment.orElseThrow(), SnapshotId.of(snapshot), LineUid.of(id)));
    }
    final Optional<LineUid> counted = isWhose ? counted(found) : Optional.empty();
    return counted.isEmpty()
        ? faults.rejection()
        : new MappingResult.InvalidPart(
            new Rejection(faults.all()),
            new SnapshotPart.Rejected(
                segment.orElseThrow(), SnapshotId.of(snapshot), counted.get()));
  }

  private Optional<SegmentName> segment(
      final SinkRecord record, final Found found, final Faults faults) {
    final String name =
        faults.reading("segment_name", () -> found.first(NAME, SegmentMapper::name, ""), "");
    if (!name.isEmpty()) {
      return Optional.of(SegmentMapper.named(name, record));
    }
    if (faults.concern("segment_name")) {
      return Optional.empty();
    }
    if (configuredName.isEmpty()) {
      faults.add("segment_name", "is missing or blank, and segment.name is not set");
    }
    return configuredName;
  }

  private static String lineUid(final Found found) throws InvalidValue {
    final String id = found.first(LINE_UID, FieldRules::lineUid, "");
    if (id.isEmpty()) {
      throw new InvalidValue("is missing or blank");
    }
    return id;
  }

  private static String snapshot(final FieldValue found) throws InvalidValue {
    final String text = Text.of(found.value());
    final Optional<String> fault = SnapshotId.fault(text);
    if (fault.isPresent()) {
      throw new InvalidValue(fault.get());
    }
    return text;
  }

  private static long size(final Found found) throws InvalidValue {
    final String text = found.first(SIZE, size -> Text.of(size.value()), "");
    if (text.isEmpty()) {
      throw new InvalidValue(
          "is missing or blank, and the end of a snapshot says there how many distinct ids it has");
    }
    try {
      if (text.length() <= MAX_SIZE_DIGITS) {
        final long size = new BigDecimal(text).longValueExact();
        if (size >= 0) {
          return size;
        }
      }
    } catch (final ArithmeticException | NumberFormatException e) {
      // It would quote the text.
    }
    throw new InvalidValue("is not a number of ids");
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
                        "is neither add nor complete, by the words of segment.action.add.values and"
                            + " segment.action.complete.values"));
    if (action == SegmentAction.REMOVE) {
      throw new InvalidValue(
          "removes an id from the segment, and a snapshot names only who is in it (segment.mode)");
    }
    return action;
  }

  /** What tells the id of a rejected record from others; empty if there is none. */
  private static Optional<LineUid> counted(final Found found) {
    try {
      final String text = found.first(LINE_UID, SnapshotMapper::anything, "");
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(LineUid.isLineUid(text) ? LineUid.of(text) : digest(text));
    } catch (final InvalidValue e) {
      return Optional.empty();
    }
  }

  private static String anything(final FieldValue found) {
    try {
      return Text.of(found.value());
    } catch (final InvalidValue e) {
      return Text.isBytes(found.value())
          ? Arrays.toString(Text.bytes(found.value()))
          : String.valueOf(found.value());
    }
  }

  private static LineUid digest(final String text) {
    try {
      final ByteBuffer bytes =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
      return new LineUid(bytes.getLong(), bytes.getLong());
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
