package io.github.linemaac.connect.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.linemaac.cluster.ConnectorExample;
import io.github.linemaac.cluster.Project;
import io.github.linemaac.connect.mapping.MappingResult;
import io.github.linemaac.connect.mapping.SegmentMapper;
import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import io.github.linemaac.sandbox.SandboxServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in {@code config/} are right as they stand. ExamplesIT deploys them. */
class ExamplesTest {

  private static final String UID = "U6a9135bfbed5dfe3711fdd3e023f8d56";

  /** What a worker's config provider replaces. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[a-z]+:[^}]+}");

  private static final String TOKEN = "a-token";

  /** What validates an example may ask MAAC, and only its address is another one. */
  private static SandboxServer maac;

  @BeforeAll
  static void startMaac() throws IOException {
    maac = SandboxServer.start();
    maac.tell(sandbox -> sandbox.settings().token = TOKEN);
  }

  @AfterAll
  static void stopMaac() {
    maac.close();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAccepted(ConnectorExample example) {
    Map<String, String> config = filledIn(example);
    config.put("api.url", maac.url().toString());

    assertThat(new Configuration(config).validate())
        .allSatisfy(value -> assertThat(value.errorMessages()).as(value.name()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsForARealAccount(ConnectorExample example) {
    assertThat(example.config()).containsEntry("api.url", "https://api.cresclab.com");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleTakesItsTokenFromAConfigProvider(ConnectorExample example) {
    assertThat(example.config().get("api.token")).matches(PLACEHOLDER);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleSendsRejectedRecordsToADeadLetterTopicOfItsOwn(ConnectorExample example) {
    assertThat(example.config())
        .containsEntry("errors.tolerance", "all")
        .containsEntry("errors.deadletterqueue.context.headers.enable", "true")
        .containsKey("errors.deadletterqueue.topic.name");
  }

  @Test
  void everyExampleHasItsOwnName() {
    assertThat(examples()).extracting(ConnectorExample::name).doesNotHaveDuplicates();
  }

  @Test
  void everyExampleIsInTheReadmeOfTheFolder() throws Exception {
    assertThat(Files.readString(folder().resolve("README.md"), UTF_8))
        .contains(examples().stream().map(example -> "| `" + example.file() + "` |").toList());
  }

  @Test
  void theFileForMskHasAllThatItsApiRequires() throws Exception {
    assertThat(
            new JsonMapper().readTree(folder().resolve("msk-connect.json").toFile()).fieldNames())
        .toIterable()
        .contains(
            "capacity",
            "connectorConfiguration",
            "connectorName",
            "kafkaCluster",
            "kafkaClusterClientAuthentication",
            "kafkaClusterEncryptionInTransit",
            "kafkaConnectVersion",
            "plugins",
            "serviceExecutionRoleArn");
  }

  @ParameterizedTest
  @CsvSource({
    "members-by-line-uid, LINE_UID",
    "members-by-customer-id, CUSTOMER_ID",
    "members-by-email, EMAIL",
    "members-by-mobile, MOBILE"
  })
  void aFileImportsByTheKeyThatItIsNamedAfter(String name, String key) {
    ConnectorExample example = ConnectorExample.read(name + ".json");

    assertThat(example.name()).isEqualTo(name);
    assertThat(MaacConfig.of(filledIn(example)).members().importKey()).hasToString(key);
  }

  @Test
  void theFileOfOneListTakesTheKeyOfATombstoneForTheMember() {
    assertThat(tombstone("segments", UID))
        .isEqualTo(leaves(SegmentName.configured("Spring sale"), UID));
  }

  @Test
  void theFileOfManyListsTakesMemberAndListFromTheKeyOfATombstone() throws Exception {
    String key = "{\"line_uid\":\"" + UID + "\",\"segment_name\":\"Spring sale\"}";

    assertThat(tombstone("segments-per-record", key))
        .isEqualTo(leaves(SegmentName.named("Spring sale", "segments-0@7"), UID));
    assertThat(Project.directory().resolve("docs/segments.md")).content(UTF_8).contains(key);
  }

  /** What a record without a value is, by the configuration in a file. */
  private static MappingResult tombstone(String name, String key) {
    MaacConfig config = MaacConfig.of(filledIn(ConnectorExample.read(name + ".json")));
    return new SegmentMapper(config.segments(), config.fields(), config.values())
        .map(new SinkRecord("segments", 0, null, key, null, null, 7));
  }

  private static MappingResult leaves(SegmentName list, String uid) {
    return new MappingResult.Membership(
        new SegmentChange(Optional.of(list), LineUid.of(uid), true));
  }

  @Test
  void theReadmeShowsTheFileThatItNames() throws Exception {
    String file = Files.readString(folder().resolve("members-by-line-uid.json"), UTF_8);

    assertThat(Project.directory().resolve("README.md"))
        .content(UTF_8)
        .contains("```json\n" + file + "```");
  }

  static List<ConnectorExample> examples() {
    return ConnectorExample.all();
  }

  private static Path folder() {
    return Project.directory().resolve("config");
  }

  /** The configuration as the connector is given it. */
  private static Map<String, String> filledIn(ConnectorExample example) {
    Map<String, String> config = new LinkedHashMap<>(example.config());
    config.put("name", example.name());
    config.replaceAll((key, value) -> PLACEHOLDER.matcher(value).replaceAll(TOKEN));
    return config;
  }
}
