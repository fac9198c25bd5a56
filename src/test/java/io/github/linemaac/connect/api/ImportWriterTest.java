package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.support.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.support.TestMembers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ImportWriterTest {
  private static final String LINE_UID = "U0123456789abcdef0123456789abcdef";

  private final ImportWriter writer = new ImportWriter(ImportKey.LINE_UID, List.of());

  @Test
  void writesTheDocumentedBody() {
    final ImportWriter tagging =
        new ImportWriter(ImportKey.LINE_UID, List.of("spring sale", "new"));
    final Map<MemberField, String> values = new EnumMap<>(MemberField.class);
    values.put(MemberField.LINE_UID, LINE_UID);
    values.put(MemberField.LINE_DISPLAY_NAME, "A \"B\"\n");
    values.put(MemberField.EMAIL, "a@example.com");
    values.put(MemberField.MOBILE, "+886912345678");
    values.put(MemberField.CUSTOMER_ID, "c1");
    values.put(MemberField.GENDER, "female");
    values.put(MemberField.BIRTHDAY, "2000-02-23");
    final Member member = TestMembers.of(ImportKey.LINE_UID, values, List.of("vip"));

    assertThat(text(bytes(tagging.body(List.of(tagging.encode(member))))))
        .isEqualTo(
            "{\"import_key\":\"line_uid\",\"tags\":[\"spring sale\",\"new\"],\"data\":[{"
                + "\"line_uid\":\"U0123456789abcdef0123456789abcdef\","
                + "\"line_display_name\":\"A \\\"B\\\"\\n\","
                + "\"email\":\"a@example.com\","
                + "\"mobile\":\"+886912345678\","
                + "\"customer_id\":\"c1\","
                + "\"gender\":\"female\","
                + "\"birthday\":\"2000-02-23\","
                + "\"tags\":[\"vip\"]}]}");
  }

  @Test
  void writesOnlyWhatAMemberHolds() {
    assertThat(text(bytes(writer.body(List.of(writer.encode(bare()))))))
        .isEqualTo("{\"import_key\":\"line_uid\",\"data\":[{\"line_uid\":\"" + LINE_UID + "\"}]}");
  }

  @Test
  void putsACommaBetweenTwoRows() {
    final byte[] row = writer.encode(bare());

    assertThat(text(bytes(writer.body(List.of(row, row, row)))))
        .isEqualTo(
            "{\"import_key\":\"line_uid\",\"data\":["
                + text(row)
                + ","
                + text(row)
                + ","
                + text(row)
                + "]}");
  }

  @Test
  void aBodyIsNeverInMemoryInOnePiece() throws IOException {
    final byte[] row = writer.encode(bare());
    final AtomicInteger longest = new AtomicInteger();

    writer
        .body(Collections.nCopies(10_000, row))
        .writeTo(
            new OutputStream() {
              @Override
              public void write(final int one) {
                longest.accumulateAndGet(1, Math::max);
              }

              @Override
              public void write(final byte[] bytes, final int from, final int length) {
                longest.accumulateAndGet(bytes.length, Math::max);
              }
            });

    assertThat(longest).hasValue(row.length);
  }

  @Test
  void namesTheImportKeyAsMaacDoes() {
    for (final ImportKey importKey : ImportKey.values()) {
      assertThat(text(bytes(new ImportWriter(importKey, List.of()).body(List.of()))))
          .isEqualTo("{\"import_key\":\"" + importKey.jsonName() + "\",\"data\":[]}");
    }
  }

  @Test
  void writesCharactersOutsideOfAsciiAsUtf8() {
    final String name = "\u5C0F\u660E\u00E9";
    final Member member =
        TestMembers.of(
            ImportKey.LINE_UID,
            Map.of(MemberField.LINE_UID, LINE_UID, MemberField.LINE_DISPLAY_NAME, name),
            List.of());

    assertThat(text(writer.encode(member))).contains("\"line_display_name\":\"" + name + "\"");
  }

  private static Member bare() {
    return TestMembers.of(ImportKey.LINE_UID, Map.of(MemberField.LINE_UID, LINE_UID), List.of());
  }

  private static String text(final byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
