package io.github.linemaac.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for what is taken off members. */
class RemovalRulesTest {
  private final Configuration sound = Configuration.sound().with("import.key", "line_uid");
  private final Configuration removing = sound.with("tags.removable", "vip, tier-*");
  private final Configuration unbinding = sound.with("customer.id.null", "unbind");

  @Test
  void nothingIsTakenOffUnlessItIsAskedFor() {
    final RemovalSettings removals = sound.read().removals();

    assertThat(removals.removable().isEmpty()).isTrue();
    assertThat(removals.unbinds()).isFalse();
    assertThat(removals.perSecond()).isEqualTo(5);
  }

  @Test
  void tagsAreNamedOrBegunAlike() {
    final RemovalSettings removals = removing.read().removals();

    assertThat(removing.errors()).isEmpty();
    assertThat(removals.removable().match("vip")).isTrue();
    assertThat(removals.removable().match("tier-")).isTrue();
    assertThat(removals.removable().match("tier-gold")).isTrue();
    assertThat(removals.removable().match("vip2")).isFalse();
    assertThat(removals.removable().match("tier")).isFalse();
    assertThat(removals.removable().match("VIP")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a, ,b", ","})
  void noNameIsBlank(final String names) {
    assertThat(sound.with("tags.removable", names).errors()).containsKey("tags.removable");
  }

  @ParameterizedTest
  @CsvSource({"0", "1001", "x"})
  void thePaceIsSomeCallsASecond(final String pace) {
    assertThat(sound.with("tag.removals.per.second", pace).errors())
        .containsKey("tag.removals.per.second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vip", "tier-1"})
  void aTagThatIsPutOnEveryMemberIsNotTakenOff(final String tag) {
    assertFault(
        removing.with("tags", "all," + tag),
        "the tag " + tag + " is put on every member by tags",
        "tags",
        "tags.removable");
    assertThat(removing.with("tags", "all").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"field.line_uid", "field.tags_removed"})
  void whatIsTakenOffMustBeRead(final String path) {
    final Configuration byMail = removing.with("import.key", "email");

    assertFault(
        byMail.with(path, ""),
        path + " is empty, so nothing could ever be taken off a member",
        path,
        "tags.removable");
    assertThat(byMail.without("tags.removable").with(path, "").errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"field.line_uid", "field.customer_id"})
  void whatIsUnboundMustBeRead(final String path) {
    assertFault(
        unbinding.with("import.key", "email").with(path, ""),
        path + " is empty, so nothing could ever be taken off a member",
        path,
        "customer.id.null");
  }

  @Test
  void theImportKeyIsNotUnbound() {
    assertFault(
        unbinding.with("import.key", "customer_id"),
        "customer.id.null=unbind needs another import.key than customer_id",
        "customer.id.null",
        "import.key");
    assertThat(unbinding.errors()).isEmpty();
  }

  @Test
  void segmentsHaveNoSuchRules() {
    assertThat(
            sound
                .without("import.key")
                .with("data.object", "segments")
                .with("segment.name", "vip")
                .with("tags.removable", "a")
                .with("field.tags_removed", "")
                .errors())
        .isEmpty();
  }

  private static void assertFault(
      final Configuration faulty, final String message, final String... keys) {
    assertThat(faulty.errors()).containsOnlyKeys(keys);
    faulty
        .errors()
        .values()
        .forEach(errors -> assertThat(errors).singleElement().asString().startsWith(message));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(faulty::read)
        .withMessageStartingWith(message);
  }
}
