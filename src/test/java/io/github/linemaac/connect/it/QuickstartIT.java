package io.github.linemaac.connect.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.documents.Document;
import io.github.linemaac.quickstart.Quickstart;
import io.github.linemaac.quickstart.QuickstartSettings;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Pquickstart} does, from the packaged plugin to the last line it prints. */
class QuickstartIT {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @TempDir private Path userFolder;

  @Test
  void everyRecordOfTheSamplesIsAccountedForAndNoneIsShown() throws Exception {
    boolean accounted = Quickstart.run(QuickstartSettings.of(Map.of()), out);

    assertThat(accounted).as(printed.toString(UTF_8)).isTrue();
    assertThat(printed.toString(UTF_8))
        .contains("What became of 500 records", "birthday: is not a valid date")
        .contains("What became of 32", "segment_action: is neither add nor remove")
        .containsPattern("tags removed +1 ")
        .containsPattern("2026-11-08 +25 +incomplete: never uploaded")
        .containsPattern("big-spenders +36 +ids at MAAC, the same as in the file")
        .doesNotContain("example.com", "+8869000");
    assertThat(numbersAside(printed.toString(UTF_8)))
        .as("what the front page shows of it")
        .contains(
            numbersAside(Document.of("README.md").block("text"))
                .lines()
                .filter(line -> !line.strip().equals("..."))
                .toList());
    assertThat(Project.target().resolve("quickstart/worker.log"))
        .content(UTF_8)
        .doesNotContain("example.com", "+8869000");
  }

  @Test
  void aTokenThatIsRefusedIsToldAtOnceAndNeverWritten() throws Exception {
    Files.writeString(userFolder.resolve("mine.jsonl"), "{\"line_uid\":\"U%032d\"}\n".formatted(1));
    try (SandboxServer maac = SandboxServer.start()) {
      QuickstartSettings settings =
          QuickstartSettings.of(
              Map.of(
                  "QUICKSTART_STANDS_IN",
                  userFolder.toString(),
                  "QUICKSTART_MEMBERS",
                  "mine.jsonl",
                  "QUICKSTART_API_URL",
                  maac.url().toString(),
                  "QUICKSTART_API_TOKEN",
                  "a-token-of-nobody"));

      assertThat(Quickstart.run(settings, out)).isFalse();
    }
    assertThat(printed.toString(UTF_8)).contains("api.token").doesNotContain("a-token-of-nobody");
    assertThat(Project.target().resolve("quickstart/worker.log"))
        .content(UTF_8)
        .doesNotContain("a-token-of-nobody");
  }

  /** Numbers differ by how records met in batches, and with their widths the blanks before them. */
  private static String numbersAside(String text) {
    return text.replaceAll("[0-9,]+", "#").replaceAll(" +", " ");
  }
}
