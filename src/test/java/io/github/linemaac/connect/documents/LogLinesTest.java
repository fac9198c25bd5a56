package io.github.linemaac.connect.documents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operators look for the lines of the log that {@code docs/operate.md} quotes. */
class LogLinesTest {
  private static final Pattern QUOTED = Pattern.compile("(?:WARN|INFO|later)(?: once)? `([^`]+)`");
  private static final Pattern STRING = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"");

  /** What differs from line to line. */
  private static final String VARIES = "\\.\\.\\.|[a-z]+_error=\\d+|[a-z]+-\\d+|\\d+";

  @Test
  void whatIsQuotedOfTheLogIsWhatIsLogged() throws IOException {
    final String messages = messages();
    final List<String> quoted =
        QUOTED
            .matcher(Document.of("docs/operate.md").text())
            .results()
            .map(quote -> quote.group(1))
            .toList();

    assertThat(quoted).hasSizeGreaterThan(6);
    assertThat(quoted)
        .flatMap(quote -> List.of(quote.split(VARIES)))
        .allSatisfy(fixed -> assertThat(messages).contains(fixed.strip()));
  }

  /** The strings of the code, those that are joined as one. */
  private static String messages() throws IOException {
    try (Stream<Path> files = Files.walk(Project.directory().resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(LogLinesTest::read)
          .map(code -> code.replaceAll("\"\\s*\\+\\s*\"", ""))
          .flatMap(code -> STRING.matcher(code).results().map(string -> string.group(1)))
          .collect(joining("\n"));
    }
  }

  private static String read(final Path file) {
    return Document.of(Project.directory().relativize(file).toString()).text();
  }
}
