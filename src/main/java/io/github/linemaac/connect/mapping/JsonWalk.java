package io.github.linemaac.connect.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/**
 * Walks along JSON as a stream: what no path leads to is passed over, and only what a path ends at
 * is ever built. For one record and one thread.
 */
final class JsonWalk {
  private static final Obstacle NO_JSON =
      new Obstacle("is looked for inside text that is not JSON");

  private final PathWalk walk;

  JsonWalk(final PathWalk walk) {
    this.walk = walk;
  }

  /**
   * Walks along a whole record.
   *
   * @return whether it is a JSON object, and nothing else
   * @throws IOException if it is no JSON
   */
  boolean isObject(final PathNode root, final JsonParser parser) throws IOException {
    if (parser.nextToken() == JsonToken.VALUE_STRING) {
      // An object that was written as text, and the text as JSON.
      try (JsonParser inner = Json.stream(parser.getText())) {
        return isObject(root, inner) && parser.nextToken() == null;
      }
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    further(root, parser);
    return parser.nextToken() == null;
  }

  /** Walks along what a field holds, if it is JSON. */
  void inField(final PathNode node, final String text) {
    if ("{[\"".indexOf(text.charAt(0)) < 0) {
      walk.blockFurther(node);
      return;
    }
    try (JsonParser parser = Json.stream(text)) {
      parser.nextToken();
      further(node, parser);
      if (parser.nextToken() == null) {
        return;
      }
    } catch (final IOException e) {
      // Its message quotes the text, so it ends here.
    }
    walk.blockFurther(node, NO_JSON);
  }

  private void at(final PathNode node, final JsonParser parser) throws IOException {
    if (node.isWanted()) {
      walk.at(node, Json.value(parser), null);
    } else {
      further(node, parser);
    }
  }

  private void further(final PathNode node, final JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> intoObject(node, parser);
      case START_ARRAY -> intoArray(node, parser);
      case VALUE_STRING -> walk.intoText(node, parser.getText());
      case VALUE_NULL -> {}
      default -> {
        Json.skip(parser);
        walk.blockFurther(node);
      }
    }
  }

  private void intoObject(final PathNode node, final JsonParser parser) throws IOException {
    final Map<String, PathNode> children = node.byStep();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      final PathNode child = children.get(name);
      if (child == null) {
        Json.skip(parser);
      } else {
        // Of a name that comes twice, the last one counts.
        walk.forget(child);
        at(child, parser);
      }
    }
  }

  private void intoArray(final PathNode node, final JsonParser parser) throws IOException {
    walk.blockUnnumbered(node);
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      final PathNode child = node.byIndex().get(index++);
      if (child == null) {
        Json.skip(parser);
      } else {
        at(child, parser);
      }
    }
  }
}
