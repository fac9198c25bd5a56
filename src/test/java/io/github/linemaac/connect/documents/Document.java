package io.github.linemaac.connect.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown, as GitHub reads it.
 *
 * @param path where it is, below the folder that all are in, with slashes
 * @param text what it says
 */
public record Document(String path, String text) {

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("https?:.*");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  /** With what it prints, which is shown before the next command. */
  private static final Pattern STEP =
      Pattern.compile("(?ms)^```sh\\n(.*?)^```$(?:(?:(?!^```).)*^```text\\n(.*?)^```$)?");

  /** Where a command begins: not after a line that goes on, and not within one. */
  private static final Pattern NEXT_COMMAND = Pattern.compile("(?<![\\\\|])\\n(?=\\S)");

  /**
   * Commands that a reader types one after the other.
   *
   * @param prints the lines that they are said to print; none if nothing is said
   */
  public record Step(List<String> commands, List<String> prints) {}

  /** Every document of the project, by its path. */
  public static Map<String, Document> all() {
    final Map<String, Document> all = new TreeMap<>();
    for (final String root : List.of("", "config", "docs", "docs/decisions", ".github")) {
      try (Stream<Path> files = Files.list(Project.directory().resolve(root))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(file -> add(file, all));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** The document of that path in the project. */
  public static Document of(final String path) {
    try {
      return new Document(path, Files.readString(Project.directory().resolve(path), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(final Path file, final Map<String, Document> all) {
    final String path = Project.directory().relativize(file).toString();
    all.put(path, of(path));
  }

  /**
   * The links that lead nowhere.
   *
   * @param all every document that a link may lead into, by its path
   * @param exists whether there is a file of that path
   */
  public List<String> deadLinks(final Map<String, Document> all, final Predicate<String> exists) {
    return links().stream().filter(link -> isDead(link, all, exists)).toList();
  }

  /** The documents among {@code all} that this one leads to. */
  public Stream<Document> leadsTo(final Map<String, Document> all) {
    return links().stream().map(this::target).filter(all::containsKey).map(all::get);
  }

  /** What the text in {@code sh} has a reader type, a command at a time. */
  public List<String> commands() {
    return COMMANDS
        .matcher(text)
        .results()
        .flatMap(block -> NEXT_COMMAND.splitAsStream(block.group(1).strip()))
        .toList();
  }

  /** The commands of each block of {@code sh}, with what they print by the block that follows. */
  public List<Step> steps() {
    return STEP.matcher(text)
        .results()
        .map(
            step ->
                new Step(
                    NEXT_COMMAND.splitAsStream(step.group(1).strip()).toList(),
                    Optional.ofNullable(step.group(2)).stream().flatMap(String::lines).toList()))
        .toList();
  }

  /** The first block in a language. */
  public String block(final String language) {
    return text.split("(?m)^```" + language + "\n", 2)[1].split("(?m)^```$", 2)[0];
  }

  private List<String> links() {
    return LINK.matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches())
        .toList();
  }

  private boolean isDead(
      final String link, final Map<String, Document> all, final Predicate<String> exists) {
    final String target = target(link);
    if (!exists.test(target)) {
      return true;
    }
    final String anchor = URI.create(link).getFragment();
    return anchor != null && !(all.containsKey(target) && all.get(target).hasAnchor(anchor));
  }

  private String target(final String link) {
    final String file = link.replaceAll("#.*", "");
    return file.isEmpty() ? path : URI.create(path).resolve(file).toString();
  }

  /** A heading is led to by its words: small, without signs, with dashes between. */
  private boolean hasAnchor(final String anchor) {
    final Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(FENCED.matcher(text).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(words -> words.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .forEach(
            words -> {
              String name = words;
              for (int i = 1; !anchors.add(name); i++) {
                name = words + "-" + i;
              }
            });
    return anchors.contains(anchor);
  }
}
