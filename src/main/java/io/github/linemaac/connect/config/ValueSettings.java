package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.github.linemaac.connect.model.Gender;
import io.github.linemaac.connect.model.SegmentAction;
import io.github.linemaac.connect.model.Words;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How the values of fields are read.
 *
 * @param omitsInvalid whether a field that breaks a rule is left out; else its record is rejected
 * @param mobileRegion ISO 3166 code of the region that local mobile numbers belong to
 * @param birthdayZone the zone in which a point in time becomes a day
 * @param genders the words for each gender
 * @param tagsSeparator what stands between tags in text
 * @param ignoredIds placeholders, which as a customer id or an e-mail address are blank
 * @param actions the words for what is done with a segment
 */
public record ValueSettings(
    boolean omitsInvalid,
    Optional<String> mobileRegion,
    Optional<ZoneId> birthdayZone,
    Words<Gender> genders,
    String tagsSeparator,
    Words<Boolean> ignoredIds,
    Words<SegmentAction> actions) {

  static final String INVALID_FIELD_BEHAVIOR = "invalid.field.behavior";
  static final String MOBILE_REGION = "mobile.default.region";

  /** The key that says in which zone a point in time becomes a day. */
  public static final String BIRTHDAY_TIMEZONE = "birthday.timezone";

  static final String GENDER_MALE = "gender.male.values";
  static final String GENDER_FEMALE = "gender.female.values";
  static final String GENDER_UNKNOWN = "gender.unknown.values";
  static final String TAGS_SEPARATOR = "tags.separator";
  static final String IDS_IGNORED = "ids.ignored";
  static final String ACTION_ADD = "segment.action.add.values";
  static final String ACTION_REMOVE = "segment.action.remove.values";
  static final String ACTION_COMPLETE = "segment.action.complete.values";

  /** What is done with a field that breaks a rule. */
  private enum InvalidField {
    REJECT,
    OMIT
  }

  static void define(final ConfigDef def) {
    new Keys(def, "Values")
        .addChoice(
            INVALID_FIELD_BEHAVIOR,
            "reject",
            EnumValidator.of(InvalidField.class),
            MEDIUM,
            "What is done with a field of a member that breaks a rule, other than the import key:"
                + " reject rejects its record; omit leaves the field out, delivers the rest, and"
                + " counts it in the metric fields-omitted-by-reason-total and in the import's line"
                + " of the log.")
        .add(
            MOBILE_REGION,
            ConfigDef.Type.STRING,
            "",
            new TextRule(
                "a region with telephones in two capital letters such as TW, JP or TH, or empty",
                region -> TextRule.require(region.isEmpty() || hasNumbers(region))),
            MEDIUM,
            "Region of mobile numbers that do not start with + and a country code: they are turned"
                + " into E.164 for it. Empty: such numbers are rejected, but for 09 and eight"
                + " digits, which MAAC itself converts for its channel's region.")
        .add(
            BIRTHDAY_TIMEZONE,
            ConfigDef.Type.STRING,
            "",
            new Readability(
                "the name of a time zone, as Asia/Taipei or UTC, or empty", ValueSettings::zone),
            MEDIUM,
            "The zone in which a point in time (a timestamp of Connect, Debezium or Avro, or text"
                + " that ends in Z) becomes a birthday. Empty: only midnight UTC is taken, since"
                + " any other time is nearly always a local midnight, and would come out a day"
                + " early.")
        .add(
            GENDER_MALE,
            ConfigDef.Type.LIST,
            "male,m",
            null,
            LOW,
            "Words for male, compared without case and width.")
        .add(
            GENDER_FEMALE,
            ConfigDef.Type.LIST,
            "female,f",
            null,
            LOW,
            "Words for female, compared without case and width.")
        .add(
            GENDER_UNKNOWN,
            ConfigDef.Type.LIST,
            "unknown,u,other,o,x,not_specified,undefined,none,n/a",
            null,
            LOW,
            "Words for a gender that is not known, compared without case and width: the field is"
                + " left out. Any word that is in none of the three lists breaks a rule.")
        .add(
            TAGS_SEPARATOR,
            ConfigDef.Type.STRING,
            ",",
            new TextRule("one or more characters", text -> TextRule.require(!text.isBlank())),
            LOW,
            "What stands between tags in text. Text that is a JSON list is that list.")
        .add(
            IDS_IGNORED,
            ConfigDef.Type.LIST,
            "null,undefined,none,nil,nan,n/a,\\N,anonymous,unknown,0,-1,-,"
                + "00000000-0000-0000-0000-000000000000",
            null,
            MEDIUM,
            "A customer_id or email that is one of these, in any case, is blank: it is a"
                + " placeholder, and MAAC may merge people who share one, for good.")
        .add(
            ACTION_ADD,
            ConfigDef.Type.LIST,
            "add,added",
            null,
            MEDIUM,
            "Words of segment_action that add an id to the segment, compared without case. A"
                + " boolean counts as true or false.")
        .add(
            ACTION_REMOVE,
            ConfigDef.Type.LIST,
            "remove,removed,delete,deleted",
            null,
            MEDIUM,
            "Words of segment_action that remove an id from the segment, compared without case. A"
                + " boolean counts as true or false.")
        .add(
            ACTION_COMPLETE,
            ConfigDef.Type.LIST,
            "complete",
            null,
            MEDIUM,
            "Words of segment_action that end a snapshot (segment.mode=snapshot), compared without"
                + " case. A boolean counts as true or false.");
  }

  static ValueSettings of(final AbstractConfig config) {
    final String region = config.getString(MOBILE_REGION);
    return new ValueSettings(
        EnumValidator.read(config, INVALID_FIELD_BEHAVIOR, InvalidField.class) == InvalidField.OMIT,
        region.isEmpty() ? Optional.empty() : Optional.of(region),
        zone(config.getString(BIRTHDAY_TIMEZONE)),
        Words.of(
            Map.of(
                Gender.MALE, config.getList(GENDER_MALE),
                Gender.FEMALE, config.getList(GENDER_FEMALE),
                Gender.UNKNOWN, config.getList(GENDER_UNKNOWN))),
        config.getString(TAGS_SEPARATOR),
        Words.of(Map.of(true, config.getList(IDS_IGNORED))),
        Words.of(
            Map.of(
                SegmentAction.ADD, config.getList(ACTION_ADD),
                SegmentAction.REMOVE, config.getList(ACTION_REMOVE),
                SegmentAction.COMPLETE, config.getList(ACTION_COMPLETE))));
  }

  /** Words that must not stand in two of these lists. */
  static List<List<String>> wordLists() {
    return List.of(
        List.of(GENDER_MALE, GENDER_FEMALE, GENDER_UNKNOWN),
        List.of(ACTION_ADD, ACTION_REMOVE, ACTION_COMPLETE));
  }

  private static boolean hasNumbers(final String region) {
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
  }

  private static Optional<ZoneId> zone(final String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(ScheduleSettings.zone(text));
  }
}
