package io.github.linemaac.connect.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.RowEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the body of a bulk import: {@code {"import_key":…,"tags":[…],"data":[…]}} (MAAC OpenAPI,
 * import contacts). Only fields that hold something are written. Immutable; any thread may use it.
 */
public final class ImportWriter implements RowEncoder {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] TAIL = {']', '}'};
  private static final MemberField[] FIELDS = MemberField.values();

  private final byte[] head;

  /**
   * A writer for one connector.
   *
   * @param tags the tags that every member of every import gets; sent only if there are any
   */
  public ImportWriter(final ImportKey importKey, final List<String> tags) {
    this.head = head(importKey, tags);
  }

  @Override
  public byte[] encode(final Member member) {
    return write(
        json -> {
          json.writeStartObject();
          for (final MemberField field : FIELDS) {
            if (member.has(field)) {
              json.writeStringField(field.jsonName(), member.value(field));
            }
          }
          if (!member.tags().isEmpty()) {
            writeTags(json, member.tags());
          }
          json.writeEndObject();
        });
  }

  @Override
  public int envelopeBytes() {
    return head.length + TAIL.length;
  }

  /** The whole body for rows that were {@linkplain #encode encoded} before. */
  public byte[] body(final List<byte[]> rows) {
    final int commas = Math.max(0, rows.size() - 1);
    final int rowBytes = rows.stream().mapToInt(row -> row.length).sum();
    final byte[] body = new byte[envelopeBytes() + rowBytes + commas];
    int at = append(body, 0, head);
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        body[at++] = ',';
      }
      at = append(body, at, rows.get(i));
    }
    append(body, at, TAIL);
    return body;
  }

  private static int append(final byte[] target, final int at, final byte[] part) {
    System.arraycopy(part, 0, target, at, part.length);
    return at + part.length;
  }

  private static byte[] head(final ImportKey importKey, final List<String> tags) {
    final byte[] whole =
        write(
            json -> {
              json.writeStartObject();
              json.writeStringField("import_key", importKey.jsonName());
              if (!tags.isEmpty()) {
                writeTags(json, tags);
              }
              json.writeArrayFieldStart("data");
              json.writeEndArray();
              json.writeEndObject();
            });
    return Arrays.copyOf(whole, whole.length - TAIL.length);
  }

  private static void writeTags(final JsonGenerator json, final List<String> tags)
      throws IOException {
    json.writeArrayFieldStart("tags");
    for (final String tag : tags) {
      json.writeString(tag);
    }
    json.writeEndArray();
  }

  private static byte[] write(final Content content) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(256)) {
      try (JsonGenerator json = JSON.createGenerator(bytes)) {
        content.writeTo(json);
      }
      return bytes.toByteArray();
    } catch (final IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
  }

  /** What is written between opening and closing the generator. */
  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
