package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code .ci/release}, in a folder where all that is checked before it holds at once. */
class ReleaseTest {
  private static final List<String> DOCUMENTS = List.of("README.md", "docs/deploy.md");

  @TempDir private Path folder;

  @BeforeEach
  void aVersionThatIsReady() throws IOException {
    Files.createDirectory(folder.resolve(".ci"));
    Files.createDirectory(folder.resolve("docs"));
    Files.copy(Project.directory().resolve(".ci/release"), folder.resolve(".ci/release"));
    write(
        ".ci/run",
        "#!/bin/sh\nmkdir target && cd target && touch kafka-connect-maac-1.2.0.zip bom.json\n");
    assertThat(folder.resolve(".ci/run").toFile().setExecutable(true)).isTrue();
    write(
        "pom.xml",
        """
        <project>
          <version>1.2.0</version>
          <properties>
            <release.date>2030-02-01</release.date>
          </properties>
          <dependency>
            <version>3.4.5</version>
          </dependency>
        </project>
        """);
    write(
        "CHANGELOG.md",
        """
        # Changelog

        ## 1.3.0 - unreleased

        - Later.

        ## 1.2.0 - 2030-02-01

        ### Added

        - New.

        ## 1.1.0 - 2030-01-01

        - Old.
        """);
    for (String document : DOCUMENTS) {
      write(document, "`target/kafka-connect-maac-1.2.0.zip`\n");
    }
  }

  @Test
  void gathersWhatIsPublished() throws Exception {
    assertThat(release("v1.2.0")).contains("kafka-connect-maac-1.2.0.zip");

    Path release = folder.resolve("target/release");
    try (Stream<Path> files = Files.list(release)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "kafka-connect-maac-1.2.0.zip",
              "kafka-connect-maac-1.2.0.cdx.json",
              "kafka-connect-maac-1.2.0.sha256",
              "notes.md");
    }
    assertThat(release.resolve("notes.md"))
        .content()
        .contains("- New.")
        .doesNotContain("Later", "Old");
    assertThat(run(release, "sha256sum", "--check", "--strict", "kafka-connect-maac-1.2.0.sha256"))
        .contains("1.2.0.zip: OK", "1.2.0.cdx.json: OK");
  }

  @Test
  void refusesATagOfAnotherVersion() throws Exception {
    assertThat(release("v1.3.0")).contains("v1.2.0, not \"v1.3.0\"");
    assertThat(release()).contains("v1.2.0, not \"\"");
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @Test
  void refusesAVersionWithoutItsSectionAndItsDay() throws Exception {
    write("CHANGELOG.md", "## 1.2.0 - unreleased\n\n- New.\n");

    assertThat(release("v1.2.0")).contains("## 1.2.0 - 2030-02-01", "release.date");
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @ParameterizedTest
  @FieldSource("DOCUMENTS")
  void refusesADocumentThatNamesAnotherArchive(String document) throws Exception {
    write(document, "`target/kafka-connect-maac-1.1.0.zip`\n");

    assertThat(release("v1.2.0")).contains(document + " does not name");
    assertThat(folder.resolve("target")).doesNotExist();
  }

  @Test
  void publishesNothingWhereWhatMustHoldDoesNot() throws Exception {
    write(
        ".ci/run",
        """
        #!/bin/sh
        mkdir target && cd target && touch kafka-connect-maac-1.2.0.zip bom.json
        exit 1
        """);
    release("v1.2.0");

    assertThat(folder.resolve("target/release")).doesNotExist();
  }

  private String release(String... tag) throws Exception {
    return run(
        folder,
        Stream.concat(Stream.of("bash", ".ci/release"), Stream.of(tag)).toArray(String[]::new));
  }

  private static String run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
