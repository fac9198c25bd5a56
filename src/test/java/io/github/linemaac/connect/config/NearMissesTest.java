package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissesTest {

  @ParameterizedTest
  @CsvSource({
    "feild.email, field.email",
    "field.emial, field.email",
    "field.e_mail, field.email",
    "batch.max.record, batch.max.records",
    "batch.size, batch.max.records",
    "api.tokens, api.token",
    "api_token, api.token",
    "api.key, api.token",
    "import_key, import.key",
    "import.keys, import.key",
    "tag, tags",
    "skip_invalid_records, skip.invalid.records",
    "mobile.region, mobile.default.region",
    "API.TOKEN, api.token",
    "Tags, tags",
    "tgs, tags",
    "proxy.username, proxy.user"
  })
  void pointsFromASlipToTheNearestKey(final String slip, final String nearest) {
    assertThat(Configuration.sound().with(slip, "x").errors())
        .containsOnlyKeys(slip)
        .hasEntrySatisfying(
            slip,
            errors ->
                assertThat(errors)
                    .singleElement()
                    .asString()
                    .startsWith(slip + " is not a configuration key of this connector")
                    .endsWith("did you mean " + nearest + "?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "connector.class",
        "connector.plugin.version",
        "tasks.max",
        "tasks.max.enforce",
        "topics",
        "topics.regex",
        "key.converter",
        "key.converter.schemas.enable",
        "value.converter",
        "value.converter.schema.registry.url",
        "header.converter",
        "config.action.reload",
        "transforms",
        "transforms.x.type",
        "transforms.field.email",
        "predicates.isTombstone.type",
        "errors.tolerance",
        "errors.deadletterqueue.topic.name",
        "consumer.override.max.poll.records",
        "producer.override.acks",
        "admin.override.request.timeout.ms",
        "confluent.topic.bootstrap.servers",
        "task",
        "flags",
        "auto.create"
      })
  void leavesAloneWhatIsNotOurs(final String key) {
    assertThat(Configuration.sound().with(key, "x").errors()).isEmpty();
  }

  @Test
  void doesNotShowTheValueOfASlip() {
    final Configuration slip = Configuration.sound().with("api.tokens", "s3cr3t");

    assertThat(slip.validate())
        .filteredOn(value -> value.name().equals("api.tokens"))
        .singleElement()
        .satisfies(value -> assertThat(value.toString()).doesNotContain("s3cr3t"));
    assertThat(slip.errors().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void doesNotStopATaskThatIsAlreadyDeployed() {
    assertThat(Configuration.sound().with("feild.email", "mail").read().fields())
        .isEqualTo(Configuration.sound().read().fields());
  }

  @Test
  void tellsEverySlip() {
    assertThat(Configuration.sound().with("tag", "x").with("feild.email", "x").errors().keySet())
        .containsExactly("feild.email", "tag");
  }
}
