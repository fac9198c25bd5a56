package io.github.linemaac.connect.mapping;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.sink.SinkRecord;

/** What holds for any record whatsoever. */
class MappingProperties {

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void whateverARecordHoldsItIsMappedAndNoReasonQuotesIt(
      @ForAll("mappings") final Mapping mapping, @ForAll("hostile") final SinkRecord record) {
    final MappingResult mapped = assertTimeout(ofSeconds(2), () -> mapping.map(record));

    assertThat(mapped).isNotNull();
    if (mapped instanceof MappingResult.Invalid invalid) {
      assertThat(invalid.rejection().reason()).doesNotContain(HostileValues.MARKER).isNotBlank();
    } else if (mapped instanceof MappingResult.Update update) {
      assertKeepsTheRulesOfMaac(update.member());
      assertThat(update.member().toString()).doesNotContain(HostileValues.MARKER);
    }
  }

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void whatIsMappedKeepsTheRulesOfMaac(
      @ForAll("mappings") final Mapping mapping,
      @ForAll("likely") final Map<String, String> value) {
    if (mapping.map(value) instanceof MappingResult.Update update) {
      assertKeepsTheRulesOfMaac(update.member());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void mappingWhatWasMappedChangesNothing(
      @ForAll("mappings") final Mapping mapping,
      @ForAll("likely") final Map<String, String> value) {
    if (mapping.map(value) instanceof MappingResult.Update update) {
      final Member member = update.member();
      final Map<String, Object> again = new HashMap<>();
      for (final MemberField field : MemberField.values()) {
        again.put(field.jsonName(), member.value(field));
      }
      again.put("tags", member.tags());

      assertThat(mapping.member(again)).isEqualTo(member);
    }
  }

  /** MAAC OpenAPI, import contacts, and LINE's form of user ids. */
  private static void assertKeepsTheRulesOfMaac(final Member member) {
    for (final MemberField field : MemberField.values()) {
      if (member.has(field)) {
        assertThat(member.value(field)).isNotBlank().doesNotContain("\0");
        assertKeepsItsRule(field, member.value(field));
      }
    }
    assertThat(member.key()).isNotBlank();
    assertThat(member.tags())
        .allSatisfy(tag -> assertThat(tag).isNotBlank().satisfies(t -> assertAtMost(255, t)));
  }

  private static void assertKeepsItsRule(final MemberField field, final String value) {
    switch (field) {
      case LINE_UID -> assertThat(value).matches("U[0-9a-f]{32}");
      case LINE_DISPLAY_NAME, EMAIL -> assertAtMost(255, value);
      case CUSTOMER_ID -> assertAtMost(1_024, value);
      case MOBILE -> assertThat(value).matches("\\+[1-9][0-9]{3,14}|09[0-9]{8}");
      case GENDER -> assertThat(value).isIn("male", "female");
      case BIRTHDAY -> {
        assertThat(LocalDate.parse(value).toString()).isEqualTo(value);
        assertThat(LocalDate.parse(value).getYear()).isBetween(1900, 2100);
      }
    }
  }

  private static void assertAtMost(final int codePoints, final String text) {
    assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(codePoints);
  }

  @Provide
  Arbitrary<SinkRecord> hostile() {
    return HostileValues.records();
  }

  @Provide
  Arbitrary<Mapping> mappings() {
    return Arbitraries.of(
        Mapping.by("email"),
        Mapping.by("line_uid").with("field.line_uid", "$key"),
        Mapping.by("customer_id").with("field.tags", "$header.h"),
        Mapping.by("mobile").with("mobile.default.region", "TW").with("field.email", "$key.email"),
        Mapping.by("email").with("field.email", "$topic").with("field.birthday", "$header.h"),
        Mapping.by("line_uid")
            .with("invalid.field.behavior", "omit")
            .with("birthday.timezone", "Asia/Taipei")
            .with("field.email", "$key,$header.h.email,email,a.0.email")
            .with("field.tags", "tags,a.tags,$header.h"),
        Mapping.by("customer_id")
            .with("field.deleted", "gender")
            .with("field.customer_id", "a.customer_id,customer_id")
            .with("tags.separator", "|"),
        Mapping.by("email").with("mobile.default.region", "JP").with("field.gender", "a.a.gender"));
  }

  @Provide
  Arbitrary<Map<String, String>> likely() {
    final Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.strings().withChars("+0123456789 -()").ofMinLength(5).ofMaxLength(20),
            Arbitraries.strings().withChars("0123456789").ofLength(8).map(tail -> "09" + tail),
            Arbitraries.strings()
                .withChars("0123456789abcdef")
                .ofLength(32)
                .map(tail -> "U" + tail),
            Arbitraries.of("male", "FEMALE", "unknown", "2000-02-29", "1999-02-29", " a, b,,a"),
            Arbitraries.of(
                "2000/02/29 12:00", "20000229T000000Z", "2000-02-29T16:00:00Z", "x", "M"),
            Arbitraries.of("[\"a\",\"b\"]", "[]", "[a]", "\ufeffC1\u200b", "N/A", "\"C1\"", "null"),
            Arbitraries.of("+8860912345678", "0912xxx678", "9.12345678E8", "0081 90 1234 5678"),
            Arbitraries.strings().ofMaxLength(300));
    return Arbitraries.maps(
        Arbitraries.of(
            "line_uid",
            "line_display_name",
            "email",
            "mobile",
            "customer_id",
            "gender",
            "birthday",
            "tags"),
        values);
  }
}
