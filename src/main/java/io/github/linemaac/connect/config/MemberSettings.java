package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.github.linemaac.connect.model.ImportKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What the records are to MAAC.
 *
 * @param importKey the field by which MAAC finds a member
 * @param rejectsTombstones whether a record without a value is rejected; else it is passed over
 * @param skipsInvalid whether a record that cannot be sent is rejected; else the task fails
 * @param reportsUnmatched whether records that MAAC matched with nobody are reported; else counted
 */
public record MemberSettings(
    ImportKey importKey,
    boolean rejectsTombstones,
    boolean skipsInvalid,
    boolean reportsUnmatched) {

  static final String DATA_OBJECT = "data.object";
  static final String IMPORT_KEY = "import.key";
  static final String SKIP_INVALID = "skip.invalid.records";
  static final String TOMBSTONE_BEHAVIOR = "tombstone.behavior";
  static final String MISMATCH_BEHAVIOR = "mismatch.behavior";

  /** Segments are lists of LINE user ids, and need no import key to be told. */
  private static final ImportKey LINE_UID = ImportKey.LINE_UID;

  /** What a record of members without a value is. */
  private enum Tombstone {
    IGNORE,
    INVALID
  }

  /** What is done with a record whose member MAAC does not match. */
  private enum Mismatch {
    IGNORE,
    REPORT
  }

  static void define(final ConfigDef def) {
    final List<String> importKeys =
        Arrays.stream(ImportKey.values()).map(ImportKey::jsonName).toList();
    new Keys(def, "Data")
        .addChoice(
            DATA_OBJECT,
            NO_DEFAULT_VALUE,
            EnumValidator.of(DataObject.class),
            HIGH,
            "What the records are: members, each with profile and tags, for bulk import; or"
                + " segments, each one adding a LINE user id to a segment or removing it.")
        .addChoice(
            IMPORT_KEY,
            null,
            new EnumValidator(importKeys),
            HIGH,
            "The field by which MAAC finds the member of a record; required for members. Only"
                + " line_uid is known to create members that MAAC lacks.")
        .add(
            SKIP_INVALID,
            ConfigDef.Type.BOOLEAN,
            true,
            null,
            MEDIUM,
            "What is done with a record that cannot be sent: true reports it to the dead-letter"
                + " queue (or logs its coordinates where there is none) and goes on; false fails"
                + " the task.")
        .addChoice(
            TOMBSTONE_BEHAVIOR,
            "ignore",
            EnumValidator.of(Tombstone.class),
            LOW,
            "What a record of members without a value is: ignore passes it over, invalid rejects"
                + " it. MAAC deletes no members. For segments, such a record takes an id off the"
                + " segment.")
        .addChoice(
            MISMATCH_BEHAVIOR,
            "ignore",
            EnumValidator.of(Mismatch.class),
            LOW,
            "What is done with a record whose member MAAC does not know, or who has blocked the"
                + " account: ignore counts it as delivered, and the log has how many; report"
                + " fetches MAAC's list of them and sends their records to the dead-letter queue."
                + " MAAC has that list for import.key=line_uid only.");
  }

  static MemberSettings of(final AbstractConfig config) {
    final Optional<String> importKey = Optional.ofNullable(config.getString(IMPORT_KEY));
    return new MemberSettings(
        importKey.map(key -> ImportKey.valueOf(key.toUpperCase(Locale.ROOT))).orElse(LINE_UID),
        EnumValidator.read(config, TOMBSTONE_BEHAVIOR, Tombstone.class) == Tombstone.INVALID,
        config.getBoolean(SKIP_INVALID),
        EnumValidator.read(config, MISMATCH_BEHAVIOR, Mismatch.class) == Mismatch.REPORT);
  }
}
