package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Which tags are put on members.
 *
 * @param ofAll put on every member that is delivered
 * @param dependOnMember whether some members are not to get all of {@code ofAll}, so that each row
 *     has its own and the import has none
 */
public record TagSettings(List<String> ofAll, boolean dependOnMember) {

  static final String TAGS = "tags";

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
                + " does not know becomes a new tag, and no call of MAAC deletes one.");
  }

  static TagSettings of(final AbstractConfig config) {
    return new TagSettings(
        TagsRule.names(config, TAGS), !config.getList(FieldSettings.TAGS_BEFORE).isEmpty());
  }

  /** The tags that an import puts on all its rows alike. */
  public List<String> ofImport() {
    return dependOnMember ? List.of() : ofAll;
  }

  /** The tags that each row has beside those of its record. */
  public List<String> ofEachRow() {
    return dependOnMember ? ofAll : List.of();
  }
}
