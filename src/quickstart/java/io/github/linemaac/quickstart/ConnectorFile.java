package io.github.linemaac.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connector as Connect's REST API takes it: a name and a configuration. */
record ConnectorFile(String name, Map<String, String> config) {

  static ConnectorFile read(Path file) {
    try {
      return new JsonMapper().readValue(file.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is not a connector: {\"name\": ..., \"config\": {...}}".formatted(file), e);
    }
  }

  /** The same connector for another account. */
  ConnectorFile withApiUrl(URI url) {
    return with("api.url", url.toString());
  }

  /** The same connector with one key changed. */
  ConnectorFile with(String key, String value) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.put(key, value);
    return new ConnectorFile(name, changed);
  }

  String topic() {
    return config.get("topics");
  }

  String deadLetterTopic() {
    return config.get("errors.deadletterqueue.topic.name");
  }
}
