package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.github.linemaac.connect.model.TagPatterns;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What is taken off members, by calls beside the imports.
 *
 * @param removable the tags that may be taken off
 * @param perSecond the most calls a second
 * @param unbinds whether an explicit null of {@code customer_id} unbinds it
 */
public record RemovalSettings(TagPatterns removable, int perSecond, boolean unbinds) {

  /** The key that names the tags that may be taken off. */
  public static final String TAGS_REMOVABLE = "tags.removable";

  /** The key that says what a null of {@code customer_id} is. */
  public static final String CUSTOMER_ID_NULL = "customer.id.null";

  static final String PER_SECOND = "tag.removals.per.second";

  private static final int DEFAULT_PER_SECOND = 5;
  private static final int MAX_PER_SECOND = 1_000;

  /** What an explicit null of a customer id is. */
  enum CustomerIdNull {
    IGNORE,
    UNBIND
  }

  static void define(final ConfigDef def) {
    new Keys(def, "Removals")
        .add(
            TAGS_REMOVABLE,
            ConfigDef.Type.LIST,
            "",
            new TagsRule(),
            MEDIUM,
            "The tags that the connector may take off members: names, or beginnings of names with"
                + " an asterisk, as in tier-*, with commas between. Of the tags in"
                + " field.tags_removed, any other is kept, and counted in the metric"
                + " tag-removals-kept-total. Empty: field.tags_removed is not read.")
        .add(
            PER_SECOND,
            ConfigDef.Type.INT,
            DEFAULT_PER_SECOND,
            between(1, MAX_PER_SECOND),
            MEDIUM,
            "Rate of removals: each tag that is taken off a member is one call, and so is each"
                + " customer id that is unbound. MAAC publishes no limit. They are made after the"
                + " import of their batch and before the next one: 1,000 at 5 a second are more"
                + " than three minutes.")
        .addChoice(
            CUSTOMER_ID_NULL,
            "ignore",
            EnumValidator.of(CustomerIdNull.class),
            LOW,
            "What a customer_id is that is there and null: ignore leaves it out, as a blank one;"
                + " unbind unbinds the customer id that MAAC has of the member, which needs"
                + " line_uid in the record. A field that is absent changes nothing.");
  }

  static RemovalSettings of(final AbstractConfig config) {
    return new RemovalSettings(
        TagPatterns.of(TagsRule.names(config, TAGS_REMOVABLE)),
        config.getInt(PER_SECOND),
        EnumValidator.read(config, CUSTOMER_ID_NULL, CustomerIdNull.class)
            == CustomerIdNull.UNBIND);
  }
}
