package io.github.linemaac.connect.reference;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;

/**
 * Writes a definition as Markdown for the reference: a table for each group, a row for each key.
 */
public final class ReferenceTable {

  private static final String HEAD =
      """
      | key | type | default | valid values | importance | meaning |
      |---|---|---|---|---|---|
      """;

  /** How {@link ConfigDef.Range} shows itself. */
  private static final Pattern RANGE =
      Pattern.compile("\\[(?<least>-?\\d+),\\.\\.\\.(,(?<most>-?\\d+))?]");

  private ReferenceTable() {}

  /** The groups and their keys in the order in which they were defined. */
  public static String markdown(final ConfigDef definition) {
    final StringBuilder text = new StringBuilder();
    for (final String group : definition.groups()) {
      text.append(text.isEmpty() ? "" : "\n").append("### ").append(group).append("\n\n");
      text.append(HEAD);
      definition.configKeys().values().stream()
          .filter(key -> group.equals(key.group))
          .sorted(Comparator.comparingInt(key -> key.orderInGroup))
          .forEach(key -> text.append(row(key)));
    }
    return text.toString();
  }

  private static String defaultOf(final ConfigKey key) {
    if (!key.hasDefault()) {
      return "required";
    }
    if (key.defaultValue == null) {
      return "none";
    }
    return shown(key.defaultValue).map(ReferenceTable::code).orElse("empty");
  }

  private static String row(final ConfigKey key) {
    return cells(
        List.of(
            code(key.name),
            word(key.type),
            defaultOf(key),
            escaped(validValues(key)),
            word(key.importance),
            escaped(key.documentation)));
  }

  /** Empty for a default that says nothing. A secret is never shown. */
  private static Optional<String> shown(final Object value) {
    if (value instanceof Password || value.equals(List.of())) {
      return Optional.empty();
    }
    final String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(joining(","))
            : value.toString();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String validValues(final ConfigKey key) {
    if (key.type == ConfigDef.Type.BOOLEAN) {
      return "true, false";
    }
    if (key.validator == null) {
      return "any";
    }
    final String words = key.validator.toString();
    final Matcher range = RANGE.matcher(words);
    if (!range.matches()) {
      return words;
    }
    return range.group("most") == null
        ? "from " + range.group("least")
        : range.group("least") + " to " + range.group("most");
  }

  private static String word(final Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String code(final String text) {
    return "`" + text + "`";
  }

  /** Text that Markdown and HTML take as it is. */
  private static String escaped(final String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("*", "\\*");
  }

  private static String cells(final Collection<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
