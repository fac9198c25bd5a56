package io.github.linemaac.connect.mapping;

import io.github.linemaac.connect.config.FieldSettings;
import io.github.linemaac.connect.config.SegmentSettings;
import io.github.linemaac.connect.model.FieldPath;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Rejection;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns a record into someone who joins or leaves a list. A record adds its {@code line_uid}, or
 * removes it where {@code segment_action} says so; a tombstone removes the {@code line_uid} that is
 * found in its key. Pure; any thread may use it.
 */
public final class SegmentMapper implements RecordMapper {
  private final Optional<SegmentName> configuredName;
  private final FieldPath lineUid;
  private final Optional<FieldPath> segmentName;
  private final Optional<FieldPath> segmentAction;

  /** A mapper for one connector. */
  public SegmentMapper(final SegmentSettings segments, final FieldSettings fields) {
    this.configuredName = segments.name().map(SegmentName::configured);
    this.lineUid = fields.paths().get(MemberField.LINE_UID);
    this.segmentName = fields.segmentName();
    this.segmentAction = fields.segmentAction();
  }

  @Override
  public Mapped map(final SinkRecord record) {
    if (record.value() == null) {
      return mapTombstone(record);
    }
    final RecordReader reader;
    try {
      reader = new RecordReader(record);
    } catch (final InvalidValue e) {
      return invalid("value", e.rule());
    }
    return mapFields(record, reader);
  }

  private Mapped mapFields(final SinkRecord record, final RecordReader reader) {
    final Optional<LineUid> id;
    try {
      id = lineUid(reader.find(lineUid));
    } catch (final InvalidValue e) {
      return invalid("line_uid", e.rule());
    }
    if (id.isEmpty()) {
      return invalid("line_uid", "is missing or blank");
    }
    final Optional<SegmentName> name;
    try {
      name = name(record, segmentName.isPresent() ? reader.find(segmentName.get()) : none());
    } catch (final InvalidValue e) {
      return invalid("segment_name", e.rule());
    }
    if (name.isEmpty()) {
      return invalid("segment_name", "is missing or blank, and segment.name is not set");
    }
    try {
      final boolean removes =
          removes(segmentAction.isPresent() ? reader.find(segmentAction.get()) : none());
      return new Mapped.Membership(new SegmentChange(name, id.get(), removes));
    } catch (final InvalidValue e) {
      return invalid("segment_action", e.rule());
    }
  }

  /** A tombstone whose key names no list says that the member is in none. */
  private Mapped mapTombstone(final SinkRecord record) {
    final RecordReader reader = RecordReader.ofTombstone(record);
    final Optional<LineUid> id;
    try {
      id = lineUid(reader.findInKeyOfTombstone(lineUid));
    } catch (final InvalidValue e) {
      return invalid("line_uid", e.rule() + ", in the key of a tombstone");
    }
    if (id.isEmpty()) {
      return invalid("line_uid", "is missing in the key of a tombstone");
    }
    try {
      final Optional<SegmentName> name = name(record, nameInKey(reader));
      return new Mapped.Membership(new SegmentChange(name, id.get(), true));
    } catch (final InvalidValue e) {
      return invalid("segment_name", e.rule());
    }
  }

  private Optional<Located> nameInKey(final RecordReader reader) throws InvalidValue {
    final boolean readable =
        segmentName.isPresent()
            && (segmentName.get().root() != FieldPath.Root.VALUE || reader.keyHasFields());
    return readable ? reader.findInKeyOfTombstone(segmentName.get()) : none();
  }

  private static Optional<LineUid> lineUid(final Optional<Located> found) throws InvalidValue {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    final String text = FieldRules.lineUid(Text.of(found.get().value()));
    return text.isEmpty() ? Optional.empty() : Optional.of(LineUid.of(text));
  }

  private Optional<SegmentName> name(final SinkRecord record, final Optional<Located> found)
      throws InvalidValue {
    final String text = found.isPresent() ? Text.of(found.get().value()) : "";
    if (text.isEmpty()) {
      return configuredName;
    }
    final Optional<String> fault = SegmentName.fault(text);
    if (fault.isPresent()) {
      throw new InvalidValue(fault.get());
    }
    return Optional.of(
        SegmentName.named(
            text,
            record.originalTopic()
                + "-"
                + record.originalKafkaPartition()
                + "@"
                + record.originalKafkaOffset()));
  }

  private static boolean removes(final Optional<Located> found) throws InvalidValue {
    final String action = found.isPresent() ? Text.of(found.get().value()) : "";
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "", "add" -> false;
      case "remove" -> true;
      default -> throw new InvalidValue("is neither add nor remove");
    };
  }

  private static Optional<Located> none() {
    return Optional.empty();
  }

  private static Mapped invalid(final String field, final String rule) {
    return new Mapped.Invalid(new Rejection(field, rule));
  }
}
