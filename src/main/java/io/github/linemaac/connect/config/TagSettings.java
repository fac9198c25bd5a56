package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which tags are put on members, and when one is not put again.
 *
 * @param ofAll put on every member that is delivered
 * @param dependOnMember whether some members are not to get all of {@code ofAll}, so that each row
 *     has its own and the import has none
 * @param resend when a tag is put again that MAAC has confirmed
 * @param memoryMaxMembers how many members what MAAC has confirmed is remembered of
 */
public record TagSettings(
    List<String> ofAll, boolean dependOnMember, Resend resend, int memoryMaxMembers) {

  static final String TAGS = "tags";
  static final String RESEND = "tags.resend";
  static final String MEMORY_MAX_MEMBERS = "tags.memory.max.members";

  private static final int MAX_MEMBERS = 100_000_000;

  /** When a tag is put again that MAAC has confirmed for a member. */
  public enum Resend {
    /** With each record that has it. */
    ALWAYS,
    /** Not since the task started, as far as is remembered. */
    CHANGED
  }

  /** Copies the tags, so that the settings never change. */
  public TagSettings {
    ofAll = List.copyOf(ofAll);
  }

  static void define(final ConfigDef def) {
    new Keys(def, "Tags")
        .add(
            TAGS,
            ConfigDef.Type.LIST,
            "",
            new TagsRule(),
            MEDIUM,
            "Names of tags put on every member delivered, with commas between. A name that MAAC"
                + " does not know becomes a new tag, and no call of MAAC deletes one.")
        .addChoice(
            RESEND,
            "always",
            EnumValidator.of(Resend.class),
            MEDIUM,
            "Whether a tag is put again that MAAC has confirmed for a member: always puts it with"
                + " each record that has it, which may start MAAC's journeys again and so send"
                + " messages to people; changed puts no tag twice since the task started, and does"
                + " not send a row that says nothing new, whose record counts as delivered.")
        .add(
            MEMORY_MAX_MEMBERS,
            ConfigDef.Type.INT,
            1_000_000,
            between(1, MAX_MEMBERS),
            LOW,
            "How many members tags.resend=changed remembers; those of whom nothing came for longest"
                + " are forgotten first. A million take less than 100 MB of the worker's heap.");
  }

  static TagSettings of(final AbstractConfig config) {
    final Resend resend = EnumValidator.read(config, RESEND, Resend.class);
    return new TagSettings(
        TagsRule.names(config, TAGS),
        resend == Resend.CHANGED || !config.getList(FieldSettings.TAGS_BEFORE).isEmpty(),
        resend,
        config.getInt(MEMORY_MAX_MEMBERS));
  }

  /** The tags that an import puts on all its rows alike. */
  public List<String> ofImport() {
    return dependOnMember ? List.of() : ofAll;
  }

  /** The tags that each row has beside those of its record. */
  public List<String> ofEachRow() {
    return dependOnMember ? ofAll : List.of();
  }

  /** How many members what MAAC has confirmed is to be remembered of; 0: nothing is. */
  public int rememberedMembers() {
    return resend == Resend.CHANGED ? memoryMaxMembers : 0;
  }
}
