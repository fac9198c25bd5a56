package io.github.linemaac.connect.api;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the body of a bulk import: {@code {"import_key":…,"tags":[…],"data":[…]}} (MAAC OpenAPI,
 * import contacts). Only fields that hold something are written. Immutable; any thread may use it.
 */
public final class ImportWriter implements RowEncoder {
  private static final byte[] TAIL = {']', '}'};
  private static final MemberField[] FIELDS = MemberField.values();
  private static final byte[] TAGS = name("tags");

  private static final Map<MemberField, byte[]> NAMES = names();

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
    final RowBytes row = new RowBytes();
    char before = '{';
    for (final MemberField field : FIELDS) {
      if (member.has(field)) {
        row.add(before).add(NAMES.get(field)).addText(member.value(field));
        before = ',';
      }
    }
    if (!member.tags().isEmpty()) {
      addTags(row.add(before), member.tags());
    }
    return row.add('}').toArray();
  }

  @Override
  public int envelopeBytes() {
    return head.length + TAIL.length;
  }

  /** The whole body for rows that were {@linkplain #encode encoded} before. */
  public Body body(final List<byte[]> rows) {
    return new ImportBody(head, rows, TAIL);
  }

  private static Map<MemberField, byte[]> names() {
    final Map<MemberField, byte[]> names = new EnumMap<>(MemberField.class);
    for (final MemberField field : FIELDS) {
      names.put(field, name(field.jsonName()));
    }
    return names;
  }

  private static byte[] name(final String field) {
    return ('"' + field + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] head(final ImportKey importKey, final List<String> tags) {
    final RowBytes head =
        new RowBytes().add('{').add(name("import_key")).addText(importKey.jsonName());
    if (!tags.isEmpty()) {
      head.add(',');
      addTags(head, tags);
    }
    return head.add(',').add(name("data")).add('[').toArray();
  }

  private static void addTags(final RowBytes json, final List<String> tags) {
    json.add(TAGS);
    char before = '[';
    for (final String tag : tags) {
      json.add(before).addText(tag);
      before = ',';
    }
    json.add(']');
  }
}
