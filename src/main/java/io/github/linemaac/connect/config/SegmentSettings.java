package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.github.linemaac.connect.model.CleanText;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.MaacLimits;
import io.github.linemaac.connect.model.SegmentName;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How segments are kept.
 *
 * @param name the segment that records belong to which name none
 * @param description sent with each upload, if there is one
 * @param updatesExisting whether a segment that MAAC has already is touched
 * @param uploadIntervalMs at most one upload of a changed segment in this time
 * @param maxShrinkPercent a segment that lost more than this share is not uploaded
 * @param maxShrinkIds a loss of no more than this is none to refuse, whatever its share
 * @param whenEmpty what MAAC is to have of a segment that nobody is on any more
 * @param mode whether records are changes of a segment, or parts of snapshots of it
 * @param baseline where membership starts after an assignment
 * @param baselineLagMs how old MAAC's answers about segments may be
 */
public record SegmentSettings(
    Optional<String> name,
    Optional<String> description,
    boolean updatesExisting,
    long uploadIntervalMs,
    int maxShrinkPercent,
    int maxShrinkIds,
    WhenEmpty whenEmpty,
    Mode mode,
    Baseline baseline,
    long baselineLagMs) {

  /** The key of the segment's name. */
  public static final String NAME = "segment.name";

  static final String DESCRIPTION = "segment.description";

  /** The key that says whether a segment that exists is touched. */
  public static final String UPDATE = "update.segment";

  static final String UPLOAD_INTERVAL_MS = "segment.upload.interval.ms";
  static final String MAX_SHRINK_PERCENT = "segment.max.shrink.percent";
  static final String MAX_SHRINK_IDS = "segment.max.shrink.ids";
  static final String EMPTY_BEHAVIOR = "segment.empty.behavior";

  /** The key of the id that is uploaded alone where nobody is on a segment. */
  public static final String PLACEHOLDER = "segment.placeholder.line_uid";

  static final String MODE = "segment.mode";
  static final String BASELINE = "segment.baseline";
  static final String BASELINE_LAG_MS = "segment.baseline.lag.ms";

  /** MAAC says nothing of it; its screens show a line or two. */
  private static final int MAX_DESCRIPTION = 1_000;

  /** What records are to a segment. */
  public enum Mode {
    /** Each says who joins or leaves. */
    CHANGES,
    /** Each says who is on a snapshot of the segment, which replaces it as a whole. */
    SNAPSHOT
  }

  /** Where segments start after an assignment. */
  public enum Baseline {
    /** The topic, read again from its beginning. */
    TOPIC,
    /** The segment that MAAC has; records since the committed offset are applied to it. */
    MAAC
  }

  static void define(final ConfigDef def) {
    new Keys(def, "Segments")
        .add(
            NAME,
            ConfigDef.Type.STRING,
            "",
            new TextRule(
                "text of up to 255 characters, without control characters, or empty",
                name -> TextRule.require(SegmentName.fault(CleanText.strip(name)).isEmpty())),
            HIGH,
            "Name of the segment that the records belong to; required for segments, unless each"
                + " record names its own (field.segment_name).")
        .add(
            DESCRIPTION,
            ConfigDef.Type.STRING,
            "",
            new TextRule(
                "text of up to 1000 characters, without control characters, or empty",
                text ->
                    TextRule.require(
                        CleanText.lineFault(CleanText.strip(text), MAX_DESCRIPTION).isEmpty())),
            LOW,
            "Description of the segment, or of all segments; sent with each upload if set.")
        .add(
            UPDATE,
            ConfigDef.Type.BOOLEAN,
            true,
            null,
            MEDIUM,
            "Whether a segment of that name that MAAC has already is brought up to date. false: it"
                + " is left alone, and the task fails, saying so.")
        .add(
            UPLOAD_INTERVAL_MS,
            ConfigDef.Type.LONG,
            60_000L,
            between(0, 86_400_000L),
            MEDIUM,
            "At most one upload of a changed segment in this time, in milliseconds. Each upload"
                + " carries the whole segment.")
        .add(
            MAX_SHRINK_PERCENT,
            ConfigDef.Type.INT,
            20,
            between(0, 100),
            MEDIUM,
            "A segment that has lost more than this share of what was confirmed last (after a"
                + " restart: of what MAAC has) is not uploaded, and the task fails. 100 allows any"
                + " loss.")
        .add(
            MAX_SHRINK_IDS,
            ConfigDef.Type.INT,
            10,
            between(0, MaacLimits.SEGMENT_IDS),
            LOW,
            "A loss of up to so many ids is always allowed, whatever share it is, so that a short"
                + " segment does not fail the task because one has left.")
        .addChoice(
            EMPTY_BEHAVIOR,
            "keep",
            EnumValidator.of(WhenEmpty.Behavior.class),
            MEDIUM,
            "What MAAC has of a segment once the last one has left it, by records that were read"
                + " or a complete snapshot of nobody: keep what it had last, those who left"
                + " included; placeholder uploads segment.placeholder.line_uid alone; delete"
                + " deletes the segment, and makes it again, under a new number, when somebody"
                + " joins. A loss that segment.max.shrink.percent and segment.max.shrink.ids"
                + " refuse fails the task before any of them.")
        .add(
            PLACEHOLDER,
            ConfigDef.Type.STRING,
            "",
            new TextRule(
                "U and 32 digits or letters from a to f in lower case, or empty",
                text -> TextRule.require(text.isBlank() || LineUid.isLineUid(text.strip()))),
            MEDIUM,
            "With segment.empty.behavior=placeholder: the LINE user id that stands for nobody, as"
                + " that of a colleague or of an account of your own that MAAC knows. It is on a"
                + " segment only while nobody else is.")
        .addChoice(
            MODE,
            "changes",
            EnumValidator.of(Mode.class),
            MEDIUM,
            "What records are: changes say who joins or leaves a segment; with snapshot, each is"
                + " part of a snapshot (field.segment_snapshot), which replaces the segment as a"
                + " whole once its end record (segment_action=complete, segment_size) and that many"
                + " distinct ids have come.")
        .addChoice(
            BASELINE,
            "topic",
            EnumValidator.of(Baseline.class),
            MEDIUM,
            "Where segments start after an assignment: topic reads the topic again from its"
                + " beginning, so it must be keyed and compacted, or kept for ever; maac starts"
                + " from the segment that MAAC has, for topics that forget.")
        .add(
            BASELINE_LAG_MS,
            ConfigDef.Type.LONG,
            108_000_000L,
            atLeast(0),
            LOW,
            "How old MAAC's answer about a segment may be, in milliseconds (30 hours). With"
                + " segment.baseline=maac, offsets are committed this much later, so that a restart"
                + " replays what the answer may lack.");
  }

  static SegmentSettings of(final AbstractConfig config) {
    return new SegmentSettings(
        text(config, NAME),
        text(config, DESCRIPTION),
        config.getBoolean(UPDATE),
        config.getLong(UPLOAD_INTERVAL_MS),
        config.getInt(MAX_SHRINK_PERCENT),
        config.getInt(MAX_SHRINK_IDS),
        WhenEmpty.of(config),
        EnumValidator.read(config, MODE, Mode.class),
        EnumValidator.read(config, BASELINE, Baseline.class),
        config.getLong(BASELINE_LAG_MS));
  }

  private static Optional<String> text(final AbstractConfig config, final String key) {
    final String text = CleanText.strip(config.getString(key));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
