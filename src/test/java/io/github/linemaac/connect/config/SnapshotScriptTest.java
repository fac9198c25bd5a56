package io.github.linemaac.connect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.SnapshotMapper;
import io.github.linemaac.connect.model.SegmentUpload;
import io.github.linemaac.connect.segments.SnapshotTable;
import io.github.linemaac.connect.support.TestRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code config/snapshot.sh} prints what a connector takes for a snapshot. */
@DisabledOnOs(OS.WINDOWS)
class SnapshotScriptTest {
  private static final String LIST = "Spring \"sale\" \\ 50%";

  @TempDir private Path folder;

  @Test
  void theResultOfAQueryIsACompleteSnapshot() throws Exception {
    final Path result =
        Files.writeString(
            folder.resolve("result"),
            TestRecords.lineUid(1)
                + "\n\n"
                + TestRecords.lineUid(2)
                + "\r\n "
                + TestRecords.lineUid(1)
                + " \n");
    final SegmentUpload upload = upload(run("cat", result.toString())).orElseThrow();

    assertThat(upload.name().text()).isEqualTo(LIST);
    assertThat(upload.joined().size()).isEqualTo(2);
  }

  @Test
  void aQueryWithoutARowIsASnapshotThatSaysSo() throws Exception {
    final SegmentUpload upload = upload(run("true")).orElseThrow();

    assertThat(upload.joined().isEmpty()).isTrue();
    assertThat(upload.mayBeEmpty()).isTrue();
  }

  @Test
  void aQueryThatFailsPrintsNothing() throws Exception {
    assertThat(run("sh", "-c", "echo " + TestRecords.lineUid(1) + "; exit 3")).isEmpty();
  }

  private List<String> run(final String... query) throws Exception {
    final Path output = folder.resolve("output");
    final List<String> command =
        Stream.concat(
                Stream.of(
                    "sh",
                    Project.directory().resolve("config/snapshot.sh").toString(),
                    LIST,
                    "2026-11-26"),
                Stream.of(query))
            .toList();
    new ProcessBuilder(command).redirectOutput(output.toFile()).start().waitFor();
    return Files.readAllLines(output, UTF_8);
  }

  /** What a connector as in {@code config/segments-snapshot.json} would upload. */
  private static Optional<SegmentUpload> upload(final List<String> lines) {
    final MaacConfig config =
        MaacConfig.of(
            Map.of("api.token", "a-token", "data.object", "segments", "segment.mode", "snapshot"));
    final SnapshotMapper mapper =
        new SnapshotMapper(config.segments(), config.fields(), config.values());
    final TopicPartition partition = new TopicPartition("segment-snapshots", 0);
    final SnapshotTable table = new SnapshotTable(0);
    for (final String line : lines) {
      final MappingResult mapped =
          mapper.map(new SinkRecord(partition.topic(), 0, null, null, null, line, 0));
      table.apply(((MappingResult.Part) mapped).part(), partition, 0, 0);
    }
    return table.nextUpload(0);
  }
}
