package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.MaacSinkConnector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names, types and defaults that users rely on. */
class ConfigTableTest {
  private final Map<String, ConfigKey> keys = new MaacSinkConnector().config().configKeys();

  @ParameterizedTest
  @CsvSource({
    "api.url, STRING, https://api.cresclab.com",
    "api.allow.http, BOOLEAN, false",
    "api.check, BOOLEAN, true",
    "tags, LIST, []",
    "skip.invalid.records, BOOLEAN, true",
    "field.line_uid, LIST, [line_uid]",
    "field.line_display_name, LIST, [line_display_name]",
    "field.email, LIST, [email]",
    "field.mobile, LIST, [mobile]",
    "field.customer_id, LIST, [customer_id]",
    "field.gender, LIST, [gender]",
    "field.birthday, LIST, [birthday]",
    "field.tags, LIST, [tags]",
    "field.segment_name, LIST, [segment_name]",
    "field.segment_action, LIST, [segment_action]",
    "field.segment_snapshot, LIST, [segment_snapshot]",
    "field.segment_size, LIST, [segment_size]",
    "field.deleted, LIST, [__deleted]",
    "invalid.field.behavior, STRING, reject",
    "mobile.default.region, STRING, ''",
    "birthday.timezone, STRING, ''",
    "gender.male.values, LIST, '[male, m]'",
    "gender.female.values, LIST, '[female, f]'",
    "gender.unknown.values, LIST,"
        + " '[unknown, u, other, o, x, not_specified, undefined, none, n/a]'",
    "tags.separator, STRING, ','",
    "ids.ignored, LIST, '[null, undefined, none, nil, nan, n/a, \\N, anonymous, unknown, 0, -1, -,"
        + " 00000000-0000-0000-0000-000000000000]'",
    "segment.action.add.values, LIST, '[add, added]'",
    "segment.action.remove.values, LIST, '[remove, removed, delete, deleted]'",
    "segment.action.complete.values, LIST, [complete]",
    "segment.mode, STRING, changes",
    "segment.max.shrink.ids, INT, 10",
    "tombstone.behavior, STRING, ignore",
    "mismatch.behavior, STRING, ignore",
    "batch.max.records, INT, 10000",
    "flush.interval.ms, LONG, 0",
    "imports.per.minute, INT, 15",
    "import.poll.interval.ms, LONG, 1000",
    "import.timeout.ms, LONG, 1800000",
    "retry.backoff.ms, LONG, 1000",
    "retry.backoff.max.ms, LONG, 60000",
    "delivery.timeout.ms, LONG, 3600000",
    "delivery.schedule, STRING, ''",
    "delivery.timezone, STRING, UTC",
    "request.timeout.ms, INT, 60000",
    "connect.timeout.ms, INT, 10000",
    "proxy.url, STRING, ''",
    "proxy.user, STRING, ''"
  })
  void hasTheTypeAndTheDefault(
      final String name, final ConfigDef.Type type, final String defaultValue) {
    final ConfigKey key = Objects.requireNonNull(keys.get(name));

    assertThat(key.type()).isEqualTo(type);
    assertThat(String.valueOf(key.defaultValue)).isEqualTo(defaultValue);
  }

  @Test
  void secretsArePasswords() {
    assertThat(key("api.token").type()).isEqualTo(ConfigDef.Type.PASSWORD);
    assertThat(key("proxy.password").type()).isEqualTo(ConfigDef.Type.PASSWORD);
    assertThat(((Password) key("proxy.password").defaultValue).value()).isEmpty();
  }

  @Test
  void theTokenAndWhatTheRecordsAreMustBeGiven() {
    assertThat(key("api.token").hasDefault()).isFalse();
    assertThat(key("data.object").hasDefault()).isFalse();
    assertThat(Configuration.sound().without("api.token").errors()).containsOnlyKeys("api.token");
    assertThat(Configuration.sound().without("data.object").errors())
        .containsOnlyKeys("data.object");
  }

  @Test
  void everyKeySaysWhatItIsForAndWhereItBelongs() {
    assertThat(keys.values())
        .allSatisfy(
            key -> {
              assertThat(key.documentation).as(key.name).endsWith(".").hasSizeGreaterThan(20);
              assertThat(key.group).as(key.name).isNotBlank();
              assertThat(key.displayName).as(key.name).isEqualTo(key.name);
              assertThat(key.orderInGroup).as(key.name).isPositive();
            });
  }

  @Test
  void aSoundConfigurationHasNoError() {
    assertThat(Configuration.sound().errors()).isEmpty();
  }

  @Test
  void offersTheWordsOfAChoice() {
    assertThat(recommended("import.key"))
        .containsExactly("line_uid", "customer_id", "email", "mobile");
    assertThat(recommended("tombstone.behavior")).containsExactly("ignore", "invalid");
    assertThat(recommended("mismatch.behavior")).containsExactly("ignore", "report");
    assertThat(recommended("invalid.field.behavior")).containsExactly("reject", "omit");
    assertThat(recommended("data.object")).contains("members");
  }

  private ConfigKey key(final String name) {
    return Objects.requireNonNull(keys.get(name));
  }

  private static List<Object> recommended(final String name) {
    return Configuration.sound().validate().stream()
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow()
        .recommendedValues();
  }
}
