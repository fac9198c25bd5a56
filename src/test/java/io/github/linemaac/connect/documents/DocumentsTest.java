package io.github.linemaac.connect.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents hold together, and those that everybody reads are short. */
class DocumentsTest {

  private static final Map<String, Document> ALL = Document.all();

  static Collection<Document> documents() {
    return ALL.values();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noLinkIsDead(final Document document) {
    assertThat(
            document.deadLinks(ALL, path -> Files.isRegularFile(Project.directory().resolve(path))))
        .as("links of %s that lead nowhere", document.path())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"README.md, 9000", "CONTRIBUTING.md, 5000"})
  void whatEverybodyReadsIsShort(final String path, final int maxBytes) {
    assertThat(Document.of(path).text().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(maxBytes);
  }

  @Test
  void theFrontPageLeadsToEveryDocument() {
    final Set<String> found = new HashSet<>(Set.of("README.md"));
    final Deque<Document> next = new ArrayDeque<>(Set.of(Document.of("README.md")));
    while (!next.isEmpty()) {
      next.pop().leadsTo(ALL).filter(led -> found.add(led.path())).forEach(next::push);
    }

    assertThat(ALL.keySet().stream().filter(path -> !path.startsWith(".github/")))
        .isSubsetOf(found);
  }
}
