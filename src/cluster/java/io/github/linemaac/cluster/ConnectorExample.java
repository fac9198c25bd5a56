package io.github.linemaac.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * A connector in {@code config/}, in whatever form it is there.
 *
 * @param file its name in the folder
 * @param name of the connector
 * @param config what Connect is to get, but for the name
 */
public record ConnectorExample(String file, String name, Map<String, String> config) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FOLDER = Project.directory().resolve("config");
  private static final String STANDALONE_WORKER = "standalone-worker.properties";

  /** Copies the map, so that it never changes. */
  public ConnectorExample {
    config = Map.copyOf(config);
  }

  /** Every connector in the folder. */
  public static List<ConnectorExample> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches(".*\\.(json|yaml|properties)"))
          .filter(file -> !file.equals(STANDALONE_WORKER))
          .sorted()
          .map(ConnectorExample::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not list " + FOLDER, e);
    }
  }

  /** The connector in a file of the folder. */
  public static ConnectorExample read(String file) {
    try {
      if (file.endsWith(".json")) {
        return ofJson(file, JSON.readTree(FOLDER.resolve(file).toFile()));
      }
      return file.endsWith(".yaml") ? ofStrimzi(file) : ofProperties(file, properties(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  /** The settings of the standalone worker in the folder. */
  public static Map<String, String> standaloneWorker() {
    try {
      return properties(STANDALONE_WORKER);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + STANDALONE_WORKER, e);
    }
  }

  /** Whether it is in the form that a standalone worker reads. */
  public boolean isStandalone() {
    return file.endsWith(".properties");
  }

  /** As Connect's REST API takes it, or as MSK Connect's does. */
  private static ConnectorExample ofJson(String file, JsonNode json) {
    boolean msk = json.has("connectorConfiguration");
    return new ConnectorExample(
        file,
        json.path(msk ? "connectorName" : "name").asText(),
        JSON.convertValue(
            json.path(msk ? "connectorConfiguration" : "config"), new TypeReference<>() {}));
  }

  /** The operator of Strimzi gives Connect the class and the tasks besides the config. */
  private static ConnectorExample ofStrimzi(String file) throws IOException {
    JsonNode resource =
        JSON.valueToTree(new Yaml().<Object>load(Files.readString(FOLDER.resolve(file), UTF_8)));
    Map<String, String> config = new LinkedHashMap<>();
    resource
        .at("/spec/config")
        .properties()
        .forEach(e -> config.put(e.getKey(), e.getValue().asText()));
    config.put("connector.class", resource.at("/spec/class").asText());
    config.put("tasks.max", resource.at("/spec/tasksMax").asText());
    return new ConnectorExample(file, resource.at("/metadata/name").asText(), config);
  }

  private static ConnectorExample ofProperties(String file, Map<String, String> properties) {
    Map<String, String> config = new LinkedHashMap<>(properties);
    String name = config.remove("name");
    return new ConnectorExample(file, name, config);
  }

  private static Map<String, String> properties(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file), UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }

  @Override
  public String toString() {
    return file;
  }
}
