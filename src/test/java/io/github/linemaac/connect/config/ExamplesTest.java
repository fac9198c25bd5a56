package io.github.linemaac.connect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.connect.mapping.Mapped;
import io.github.linemaac.connect.mapping.SegmentMapper;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.connect.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code config/} are right as they stand. */
class ExamplesTest {

  private static final String UID = "U6a9135bfbed5dfe3711fdd3e023f8d56";

  /** What a worker's config provider replaces. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[a-z]+:[^}]+}");

  /** A connector as Connect's REST API takes it. */
  private record Example(String name, Map<String, String> config) {}

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsAcceptedAsItStands(Path file) throws Exception {
    Map<String, String> config = filledIn(read(file));

    assertThat(new Configuration(config).validate())
        .allSatisfy(value -> assertThat(value.errorMessages()).as(value.name()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileTakesItsTokenFromAConfigProvider(Path file) throws Exception {
    assertThat(read(file).config().get("api.token")).matches(PLACEHOLDER);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileSendsRejectedRecordsToADeadLetterTopicWithTheirReasons(Path file) throws Exception {
    assertThat(read(file).config())
        .containsEntry("errors.tolerance", "all")
        .containsEntry("errors.deadletterqueue.context.headers.enable", "true")
        .containsKey("errors.deadletterqueue.topic.name");
  }

  @ParameterizedTest
  @CsvSource({
    "members-by-line-uid, LINE_UID",
    "members-by-customer-id, CUSTOMER_ID",
    "members-by-email, EMAIL",
    "members-by-mobile, MOBILE"
  })
  void aFileImportsByTheKeyThatItIsNamedAfter(String name, String key) throws Exception {
    Example example = read(folder().resolve(name + ".json"));

    assertThat(example.name()).isEqualTo(name);
    assertThat(MaacConfig.of(filledIn(example)).members().importKey()).hasToString(key);
  }

  @Test
  void theFileOfOneListTakesTheKeyOfATombstoneForTheMember() throws Exception {
    assertThat(tombstone("segments", UID))
        .isEqualTo(leaves(SegmentName.configured("Spring sale"), UID));
  }

  @Test
  void theFileOfManyListsTakesMemberAndListFromTheKeyOfATombstone() throws Exception {
    String key = "{\"line_uid\":\"" + UID + "\",\"segment_name\":\"Spring sale\"}";

    assertThat(tombstone("segments-per-record", key))
        .isEqualTo(leaves(SegmentName.named("Spring sale", "segments-0@7"), UID));
    assertThat(Project.directory().resolve("README.md")).content(UTF_8).contains(key);
  }

  /** What a record without a value is, by the configuration in a file. */
  private static Mapped tombstone(String name, String key) throws Exception {
    MaacConfig config = MaacConfig.of(filledIn(read(folder().resolve(name + ".json"))));
    return new SegmentMapper(config.segments(), config.fields())
        .map(new SinkRecord("segments", 0, null, key, null, null, 7));
  }

  private static Mapped leaves(SegmentName list, String uid) {
    return new Mapped.Membership(new SegmentChange(Optional.of(list), LineUid.of(uid), true));
  }

  @Test
  void theReadmeShowsTheFileThatItNames() throws Exception {
    String file = Files.readString(folder().resolve("members-by-line-uid.json"), UTF_8);

    assertThat(Project.directory().resolve("README.md"))
        .content(UTF_8)
        .contains("```json\n" + file + "```");
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Path folder() {
    return Project.directory().resolve("config");
  }

  private static Example read(Path file) throws IOException {
    return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
  }

  /** The configuration as the connector is given it. */
  private static Map<String, String> filledIn(Example example) {
    Map<String, String> config = new LinkedHashMap<>(example.config());
    config.put("name", example.name());
    config.replaceAll((key, value) -> PLACEHOLDER.matcher(value).replaceAll("a-token"));
    return config;
  }
}
