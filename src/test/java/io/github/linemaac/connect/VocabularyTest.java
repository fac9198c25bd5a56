package io.github.linemaac.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever an operator reads, and may paste into a search engine, says a thing by its one name. */
class VocabularyTest {

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("mend(s|ed|ing)?", "fix"),
          Map.entry("read up(?! to)", "caught up, or read to the end"),
          Map.entry("rosters?|memberships?", "segment"),
          Map.entry(
              "(on|off|leaves?|joins?|uploads?|uploaded|emptied|whole|half a|each|every|several)"
                  + " (the )?lists?(?! of)",
              "segment"),
          Map.entry("outbox(es)?", "upload queue"),
          Map.entry("valves?", "back-pressure"),
          Map.entry("guilty|convict(s|ed|ion)?", "faulty"),
          Map.entry("innocent", "clean"),
          Map.entry("procedures?", "state machine"),
          Map.entry("(?<!has )came about", "succeeded, or what failed"),
          Map.entry("was answered with", "returned"),
          Map.entry("made anew", "recreated"),
          Map.entry("take (it|one) away", "remove"),
          Map.entry("lets? .{1,20} pass", "allow, or block"));

  private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");

  @TestFactory
  Stream<DynamicTest> saysItByItsOneName() {
    return INSTEAD.entrySet().stream()
        .map(
            word ->
                DynamicTest.dynamicTest(
                    word.getKey(), () -> assertThat(uses(word.getKey())).as(say(word)).isEmpty()));
  }

  private static String say(final Map.Entry<String, String> word) {
    return "places that say " + word.getKey() + "; say: " + word.getValue();
  }

  private static List<String> uses(final String words) throws IOException {
    final Pattern pattern = Pattern.compile("\\b(" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    final List<String> uses = new ArrayList<>();
    for (final Path file : files()) {
      final Matcher use = pattern.matcher(text(file));
      while (use.find()) {
        uses.add(file.getFileName() + ": " + use.group());
      }
    }
    return uses;
  }

  /** Of code, what its strings say, those that are joined as one. */
  private static String text(final Path file) throws IOException {
    final String text = Files.readString(file);
    if (!file.toString().endsWith(".java")) {
      return text;
    }
    final StringBuilder strings = new StringBuilder();
    final Matcher string = STRING.matcher(text.replaceAll("\"\\s*\\+\\s*\"", ""));
    while (string.find()) {
      strings.append(string.group()).append('\n');
    }
    return strings.toString();
  }

  private static List<Path> files() throws IOException {
    final Path project = Project.directory();
    final List<Path> files = new ArrayList<>();
    for (final String root :
        List.of(
            "src/main/java",
            "config",
            "docs",
            "README.md",
            "CONTRIBUTING.md",
            "CODE_OF_CONDUCT.md",
            "SECURITY.md",
            "CHANGELOG.md")) {
      if (Files.exists(project.resolve(root))) {
        try (Stream<Path> below = Files.walk(project.resolve(root))) {
          below
              .filter(file -> file.toString().matches(".*\\.(java|md|json|properties)"))
              .forEach(files::add);
        }
      }
    }
    return files;
  }
}
