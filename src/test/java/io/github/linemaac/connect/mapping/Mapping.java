package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.config.MaacConfig;
import io.github.linemaac.connect.model.Member;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records as a connector with some configuration would. Immutable. */
final class Mapping {
  static final String LINE_UID = "U0123456789abcdef0123456789abcdef";

  private final Map<String, String> props;
  private final MemberMapper mapper;

  private Mapping(final Map<String, String> props) {
    this.props = props;
    final MaacConfig config = MaacConfig.of(props);
    this.mapper = new MemberMapper(config);
  }

  /** The mapping of a connector that sets nothing but what it must. */
  static Mapping by(final String importKey) {
    return new Mapping(
        Map.of("api.token", "test-token", "data.object", "members", "import.key", importKey));
  }

  Mapping with(final String key, final String value) {
    final Map<String, String> more = new HashMap<>(props);
    more.put(key, value);
    return new Mapping(more);
  }

  MappingResult map(final SinkRecord record) {
    return mapper.map(record);
  }

  MappingResult map(final Object value) {
    return map(record(null, value));
  }

  Member member(final SinkRecord record) {
    return member(map(record));
  }

  Member member(final Object value) {
    return member(map(value));
  }

  String reason(final SinkRecord record) {
    return reason(map(record));
  }

  String reason(final Object value) {
    return reason(map(value));
  }

  private static Member member(final MappingResult mapped) {
    assertThat(mapped).isInstanceOf(MappingResult.Update.class);
    return ((MappingResult.Update) mapped).member();
  }

  private static String reason(final MappingResult mapped) {
    assertThat(mapped).isInstanceOf(MappingResult.Invalid.class);
    return ((MappingResult.Invalid) mapped).rejection().reason();
  }

  /** A record as a converter without schemas leaves it. */
  static SinkRecord record(final Object key, final Object value) {
    return record(null, key, null, value);
  }

  static SinkRecord record(
      final Schema keySchema, final Object key, final Schema valueSchema, final Object value) {
    return new SinkRecord("members", 0, keySchema, key, valueSchema, value, 0);
  }

  /** A value with one field, beside a {@code customer_id} to import by. */
  static Map<String, Object> field(final String name, final Object value) {
    final Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("customer_id", "c1");
    fields.put(name, value);
    return fields;
  }

  static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
