package io.github.linemaac.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTotalsTest {

  private static final String FIRST =
      "12:00:00.000 [task-thread-c-0] INFO UploadLog - Import 7 confirmed: records=5 rows=4"
          + " bytes=900 attempts=1 tookMs=1200 created=3 updated=1 unmatched=0\n";
  private static final String SECOND =
      FIRST.replace("Import 7", "Import 8").replace("attempts=1", "attempts=2");

  @TempDir private Path folder;

  @Test
  void addsUpWhatTheLinesOfTheLogTellOnceEach() throws Exception {
    LogTotals<ImportTotals> log = imports(write("something else\n" + FIRST + "and more\n"));

    assertThat(log.totals()).isEqualTo(new ImportTotals(1, 5, 4, 1, 3, 1, 0, 0));
    write(SECOND);
    assertThat(log.totals()).isEqualTo(new ImportTotals(2, 10, 8, 3, 6, 2, 0, 0));
    assertThat(log.totals().imports()).isEqualTo(2);
  }

  @Test
  void waitsForTheRestOfALineThatIsBeingWritten() throws Exception {
    int middle = FIRST.indexOf("records=5") + "records=".length();
    LogTotals<ImportTotals> log = imports(write(FIRST.substring(0, middle)));

    assertThat(log.totals()).isEqualTo(ImportTotals.NONE);
    write(FIRST.substring(middle));
    assertThat(log.totals().records()).isEqualTo(5);
  }

  @Test
  void countsTheListsThatAreReady() throws Exception {
    LogTotals<SegmentTotals> log =
        new LogTotals<>(
            write(
                FIRST
                    + "12:00:00.000 [task-thread-c-0] INFO UploadLog - Segment 3 ready (the segment"
                    + " that record a-0@0 names): ids=5 bytes=179 attempts=2 tookMs=12"
                    + " members=4\n"),
            SegmentTotals.NONE,
            SegmentTotals::plus);

    assertThat(log.totals()).isEqualTo(new SegmentTotals(1, 2));
  }

  private static LogTotals<ImportTotals> imports(Path log) {
    return new LogTotals<>(log, ImportTotals.NONE, ImportTotals::plus);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(
        folder.resolve("worker.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
