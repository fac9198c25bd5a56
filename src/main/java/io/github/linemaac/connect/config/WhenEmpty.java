package io.github.linemaac.connect.config;

import io.github.linemaac.connect.model.LineUid;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;

/** What MAAC is to have of a segment that nobody is on any more. */
public sealed interface WhenEmpty {

  /** What it had last, since MAAC takes no empty segment (notes on MAAC's API: zero rows). */
  record Keep() implements WhenEmpty {}

  /**
   * Somebody who is no member of it, alone.
   *
   * @param lineUid the id of that somebody
   */
  record Placeholder(LineUid lineUid) implements WhenEmpty {}

  /** No such segment. It is made again, under a new number, when somebody joins. */
  record Delete() implements WhenEmpty {}

  /** The words for it. */
  enum Behavior {
    KEEP,
    PLACEHOLDER,
    DELETE
  }

  /** The id that stands for nobody, if there is one. */
  default Optional<LineUid> placeholder() {
    return this instanceof Placeholder placeholder
        ? Optional.of(placeholder.lineUid())
        : Optional.empty();
  }

  /** Whether the connector deletes segments. */
  default boolean deletes() {
    return this instanceof Delete;
  }

  /** Reads a configuration whose keys go together, if it is one of segments. */
  static WhenEmpty of(final AbstractConfig config) {
    final String placeholder = config.getString(SegmentSettings.PLACEHOLDER).strip();
    return switch (EnumValidator.read(config, SegmentSettings.EMPTY_BEHAVIOR, Behavior.class)) {
      case KEEP -> new Keep();
      case PLACEHOLDER ->
          placeholder.isEmpty() ? new Keep() : new Placeholder(LineUid.of(placeholder));
      case DELETE -> new Delete();
    };
  }
}
