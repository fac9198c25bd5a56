package io.github.linemaac.connect.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A link that is dead is found, and one that is not is left alone. */
class DocumentTest {

  private static final Document FRONT =
      new Document(
          "README.md",
          """
          # Front

          [a](docs/a.md) [b](docs/a.md#part-one-keys) [c](#front) [d](https://example.com/x#y)
          [e](docs/missing.md) [f](docs/a.md#part-two) [g](#back) [h](docs/a.md#part-one-keys-1)

          ```sh
          mvn verify
          # [i](docs/not-a-link.md)
          curl -s \\
              http://localhost |
              jq .
          ```
          """);

  private static final Document A =
      new Document(
          "docs/a.md", "## Part one: `keys`\n\n[up](../README.md)\n\n## Part one: `keys`\n");

  private static final Map<String, Document> ALL = Map.of(FRONT.path(), FRONT, A.path(), A);

  @Test
  void aLinkWithoutAFileOrAHeadingIsDead() {
    assertThat(FRONT.deadLinks(ALL, ALL::containsKey))
        .containsExactly("docs/missing.md", "docs/a.md#part-two", "#back");
    assertThat(A.deadLinks(ALL, ALL::containsKey)).isEmpty();
    assertThat(A.deadLinks(ALL, Set.of("docs/a.md")::contains)).containsExactly("../README.md");
  }

  @Test
  void aCommandGoesOnOverLines() {
    assertThat(FRONT.commands())
        .isEqualTo(
            List.of(
                "mvn verify",
                "# [i](docs/not-a-link.md)",
                "curl -s \\\n    http://localhost |\n    jq ."));
  }

  @Test
  void aStepIsWhatIsTypedAndWhatItPrints() {
    Document tour =
        new Document(
            "tour.md",
            """
            ```sh
            a
            b
            ```

            prints:

            ```text
            one
            two
            ```

            ```sh
            c
            ```

            ```sh
            d
            ```

            ```json
            {}
            ```

            ```text
            not of d
            ```
            """);
    assertThat(tour.steps())
        .containsExactly(
            new Document.Step(List.of("a", "b"), List.of("one", "two")),
            new Document.Step(List.of("c"), List.of()),
            new Document.Step(List.of("d"), List.of()));
  }
}
