package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.SegmentChange;
import io.github.linemaac.connect.model.SegmentName;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records to lists as a connector with some configuration would. Immutable. */
record SegmentMapping(Map<String, String> props) {

  /** The mapping of a connector whose records belong to one list. */
  static SegmentMapping toOneList() {
    return toNamedLists().with("segment.name", "vip");
  }

  /** The mapping of a connector whose records name their lists. */
  static SegmentMapping toNamedLists() {
    return new SegmentMapping(Map.of("api.token", "test-token", "data.object", "segments"));
  }

  SegmentMapping with(final String key, final String value) {
    final Map<String, String> more = new HashMap<>(props);
    more.put(key, value);
    return new SegmentMapping(more);
  }

  MappingResult map(final SinkRecord record) {
    final MaacConfig config = MaacConfig.of(props);
    return new SegmentMapper(config.segments(), config.fields(), config.values()).map(record);
  }

  SegmentChange change(final Object key, final Object value) {
    return change(Mapping.record(key, value));
  }

  SegmentChange change(final SinkRecord record) {
    final MappingResult mapped = map(record);
    assertThat(mapped).isInstanceOf(MappingResult.Membership.class);
    return ((MappingResult.Membership) mapped).change();
  }

  /** The name of the list that a record is about. */
  String name(final Object key, final Object value) {
    return change(key, value).segment().map(SegmentName::text).orElse("every list");
  }

  String reason(final Object key, final Object value) {
    final MappingResult mapped = map(Mapping.record(key, value));
    assertThat(mapped).isInstanceOf(MappingResult.Invalid.class);
    return ((MappingResult.Invalid) mapped).rejection().reason();
  }
}
