package io.github.linemaac.connect.mapping;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.linemaac.connect.model.SegmentName;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.sink.SinkRecord;

/** What holds for any record whatsoever. */
class SegmentMappingProperties {

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void whateverARecordHoldsItIsMappedAndNoReasonQuotesIt(
      @ForAll("mappings") final SegmentMapping mapping,
      @ForAll("hostile") final SinkRecord record,
      @ForAll final boolean isTombstone) {
    final SinkRecord given = isTombstone ? withoutValue(record) : record;

    final MappingResult mapped = assertTimeout(ofSeconds(2), () -> mapping.map(given));

    assertThat(mapped.toString()).doesNotContain(HostileValues.MARKER);
    if (mapped instanceof MappingResult.Invalid invalid) {
      assertThat(invalid.rejection().reason()).isNotBlank();
    } else {
      assertKeepsTheRules(
          ((MappingResult.Membership) mapped).change().segment().map(SegmentName::text));
    }
  }

  private static void assertKeepsTheRules(final Optional<String> name) {
    name.ifPresent(
        text -> {
          assertThat(text).isNotBlank().doesNotContain("\0");
          assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(255);
        });
  }

  private static SinkRecord withoutValue(final SinkRecord record) {
    final SinkRecord tombstone = Mapping.record(record.key(), null);
    record.headers().forEach(header -> tombstone.headers().add(header));
    return tombstone;
  }

  @Provide
  Arbitrary<SinkRecord> hostile() {
    return HostileValues.records();
  }

  @Provide
  Arbitrary<SegmentMapping> mappings() {
    final SegmentMapping one = SegmentMapping.toOneList();
    final SegmentMapping named = SegmentMapping.toNamedLists();
    return Arbitraries.of(
        one,
        one.with("field.segment_action", "gender"),
        one.with("field.line_uid", "$key").with("field.segment_action", "$header.h"),
        named.with("field.segment_name", "email"),
        named.with("field.segment_name", "$header.h"),
        named.with("field.segment_name", "$key.email").with("field.line_uid", "a.a.line_uid"),
        named.with("field.segment_name", "$key"),
        named.with("field.segment_name", "$topic"));
  }
}
