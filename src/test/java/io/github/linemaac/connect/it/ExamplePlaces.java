package io.github.linemaac.connect.it;

import com.google.protobuf.Message;
import io.github.linemaac.cluster.ConnectorExample;
import io.github.linemaac.cluster.PluginJar;
import io.github.linemaac.cluster.Project;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.storage.Converter;

/**
 * Where the things are that the examples name: the secrets, the other plugins, the registry. They
 * are elsewhere in a test than in production, and nothing else of an example is changed, but for
 * what makes it quicker and fit for one broker.
 */
final class ExamplePlaces {

  private static final Path FOLDER = Project.target().resolve("it").resolve("examples");
  private static final Path PLUGINS = Project.target().resolve("plugins");
  private static final Path STAND_INS = FOLDER.resolve("plugins");

  private ExamplePlaces() {}

  /** Puts the token where the examples are told to look for it, and readies the plugins. */
  static void prepare() throws IOException, URISyntaxException {
    Files.createDirectories(FOLDER.resolve("mounted"));
    Files.writeString(FOLDER.resolve("maac.properties"), "api.token=" + ExampleAccount.TOKEN);
    Files.writeString(FOLDER.resolve("mounted").resolve("api.token"), ExampleAccount.TOKEN);
    Path converter = STAND_INS.resolve("protobuf");
    PluginJar.write(
        converter,
        Converter.class,
        ProtobufStructConverter.class.getName(),
        List.of(ProtobufStructConverter.class));
    Path protobuf =
        Path.of(Message.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.copy(protobuf, converter.resolve("protobuf.jar"), StandardCopyOption.REPLACE_EXISTING);
    // Kafka's own tool for plugins without manifests, sync-manifests, does the same.
    PluginJar.write(
        PLUGINS.resolve("apicurio"),
        Converter.class,
        "io.apicurio.registry.utils.converter.AvroConverter",
        List.of());
  }

  /** Our packaged plugin beside those that the examples use. */
  static String pluginPath() {
    return Stream.of(Project.pluginPath(), PLUGINS, STAND_INS)
        .map(Path::toString)
        .collect(Collectors.joining(","));
  }

  /** What stands in for the folder of secrets. */
  static String folder() {
    return FOLDER.toString();
  }

  /** The example's settings, pointed to where the things are. */
  static Map<String, String> settings(ConnectorExample example, URI maac, URI registry) {
    Map<String, String> settings = new LinkedHashMap<>(example.config());
    settings.put("api.url", maac.toString());
    settings.computeIfPresent("api.token", (key, token) -> placed(token));
    settings.replaceAll(
        (key, value) -> value.replace("https://registry.example.com", registry.toString()));
    settings.replace(
        "value.converter",
        "io.confluent.connect.protobuf.ProtobufConverter",
        ProtobufStructConverter.class.getName());
    settings.replace("errors.deadletterqueue.topic.replication.factor", "1");
    settings.put("imports.per.minute", "60000");
    settings.put("flush.interval.ms", "200");
    settings.put("import.poll.interval.ms", "20");
    return settings;
  }

  /** AWS's provider is not there, so a file takes its place. */
  private static String placed(String token) {
    return token
        .replace("${file:/etc/kafka-connect/", "${file:" + FOLDER + "/")
        .replace("${directory:/mnt/maac:", "${directory:" + FOLDER.resolve("mounted") + ":")
        .replace("${secretsmanager:maac:", "${file:" + FOLDER.resolve("maac.properties") + ":");
  }
}
