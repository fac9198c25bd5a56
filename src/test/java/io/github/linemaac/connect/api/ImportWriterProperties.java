package io.github.linemaac.connect.api;

import static io.github.linemaac.connect.support.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.linemaac.connect.model.ImportKey;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.support.TestMembers;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for the body of any import. */
class ImportWriterProperties {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aBodyIsAsLongAsItWasMeasured(
      @ForAll("tags") final List<String> tags,
      @ForAll @Size(max = 5) final List<@From("members") Member> members) {
    final ImportWriter writer = new ImportWriter(ImportKey.CUSTOMER_ID, tags);
    final List<byte[]> rows = members.stream().map(writer::encode).toList();

    final int commas = Math.max(0, rows.size() - 1);
    final int rowBytes = rows.stream().mapToInt(row -> row.length).sum();
    final int bodyBytes = writer.envelopeBytes() + rowBytes + commas;
    assertThat(writer.body(rows).lengthBytes()).isEqualTo(bodyBytes);
    assertThat(bytes(writer.body(rows))).hasSize(bodyBytes);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void aBodyIsJsonThatHoldsWhatWasPutIn(
      @ForAll("tags") final List<String> tags,
      @ForAll @Size(max = 5) final List<@From("members") Member> members)
      throws IOException {
    final ImportWriter writer = new ImportWriter(ImportKey.CUSTOMER_ID, tags);

    final byte[] body = bytes(writer.body(members.stream().map(writer::encode).toList()));

    final Map<String, Object> expected = new HashMap<>();
    expected.put("import_key", "customer_id");
    expected.put("data", members.stream().map(ImportWriterProperties::row).toList());
    if (!tags.isEmpty()) {
      expected.put("tags", tags);
    }
    assertThat(JSON.readValue(body, Object.class)).isEqualTo(expected);
  }

  private static Map<String, Object> row(final Member member) {
    final Map<String, Object> row = new HashMap<>();
    for (final MemberField field : MemberField.values()) {
      if (member.has(field)) {
        row.put(field.jsonName(), member.value(field));
      }
    }
    if (!member.tags().isEmpty()) {
      row.put("tags", member.tags());
    }
    return row;
  }

  @Provide
  Arbitrary<List<String>> tags() {
    return texts().list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<Member> members() {
    return Combinators.combine(
            Arbitraries.maps(Arbitraries.of(MemberField.class), texts()), texts(), tags())
        .as(ImportWriterProperties::member);
  }

  private static Member member(
      final Map<MemberField, String> values, final String customerId, final List<String> tags) {
    final Map<MemberField, String> all = new EnumMap<>(MemberField.class);
    all.putAll(values);
    all.put(MemberField.CUSTOMER_ID, customerId);
    return TestMembers.of(ImportKey.CUSTOMER_ID, all, tags);
  }

  /** Any Unicode that the mapping lets through: no half characters. */
  private static Arbitrary<String> texts() {
    final Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
                Arbitraries.integers().between(1, 0x7F),
                Arbitraries.integers().between(0x80, 0xFFFF),
                Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT))
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    return codePoints
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(
            all ->
                all.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }
}
