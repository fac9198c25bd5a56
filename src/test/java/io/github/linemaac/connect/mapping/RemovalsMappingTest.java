package io.github.linemaac.connect.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import io.github.linemaac.connect.model.Removals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a record takes off its member: tags, and the customer id where it is null. */
class RemovalsMappingTest {
  private static final String UID = "U0123456789abcdef0123456789abcdef";

  private final Mapping plain = Mapping.by("line_uid");
  private final Mapping removing = plain.with("tags.removable", "vip,tier-*");
  private final Mapping unbinding = plain.with("customer.id.null", "unbind");

  private static String record(final String more) {
    return "{\"line_uid\":\"" + UID + "\"," + more + "}";
  }

  @ParameterizedTest
  @EnumSource(RecordForm.class)
  void tagsAreTakenOffThatMayBe(final RecordForm form) {
    final MappingResult.Update update =
        (MappingResult.Update)
            removing.map(
                form.of(record("\"tags_removed\":[\"vip\",\"tier-3\",\"vip2\",\"Vip\",\"tier\"]")));

    assertThat(update.member().removals().tags()).containsExactly("vip", "tier-3");
    assertThat(update.keptTags()).isEqualTo(3);
    assertThat(update.member().isImported()).as("there is nothing to import").isFalse();
  }

  @Test
  void tagsRemovedAreReadInTheFormsThatTagsHave() {
    assertThat(removing.member(record("\"tags_removed\":\"vip, tier-1 , x\"")).removals().tags())
        .containsExactly("vip", "tier-1");
    assertThat(removing.reason(record("\"tags_removed\":{\"a\":1}")))
        .startsWith("tags_removed: has a type");
    assertThat(removing.with("invalid.field.behavior", "omit").map(record("\"tags_removed\":{}")))
        .isInstanceOf(MappingResult.Update.class);
  }

  @Test
  void theyAreNotReadUnlessSomeMayBeTakenOff() {
    final MappingResult.Update update =
        (MappingResult.Update) plain.map(record("\"tags_removed\":{\"a\":1}"));

    assertThat(update.member().removals()).isEqualTo(Removals.NONE);
    assertThat(update.keptTags()).isZero();
    assertThat(update.member().isImported()).isTrue();
  }

  @Test
  void whatIsPutAndTakenOffIsOff() {
    final var member = removing.member(record("\"tags\":\"vip,new\",\"tags_removed\":\"vip,new\""));

    assertThat(member.tags()).containsExactly("new");
    assertThat(member.removals().tags()).containsExactly("vip");
    assertThat(member.isImported()).isTrue();
  }

  @Test
  void aRecordOfRemovalsAloneIsImportedWhereEachImportPutsATag() {
    assertThat(
            removing.with("tags", "all").member(record("\"tags_removed\":[\"vip\"]")).isImported())
        .isTrue();
  }

  @Test
  void anotherImportKeyIsNothingToImportEither() {
    final Mapping byMail = Mapping.by("email").with("tags.removable", "vip");
    final String ids = "\"email\":\"a@b.c\",\"tags_removed\":\"vip\"";

    assertThat(byMail.member(record(ids)).isImported()).isFalse();
    assertThat(byMail.member(record(ids + ",\"gender\":\"m\"")).isImported()).isTrue();
  }

  @Test
  void theLineUserIdMustBeInTheRecord() {
    final Mapping byMail = Mapping.by("email").with("tags.removable", "vip");
    final String json = "{\"email\":\"a@b.c\",\"tags\":[\"new\"],\"tags_removed\":[\"vip\"]}";

    assertThat(byMail.reason(json))
        .isEqualTo(
            "tags_removed: needs line_uid in the record, since MAAC takes tags off by that alone");
    final var omitting = byMail.with("invalid.field.behavior", "omit");
    assertThat(omitting.member(json).removals().isEmpty()).isTrue();
    assertThat(omitting.member(json).tags()).containsExactly("new");
    assertThat(byMail.map("{\"email\":\"a@b.c\",\"tags_removed\":[\"foreign\"]}"))
        .isInstanceOf(MappingResult.Update.class);
  }

  @ParameterizedTest
  @EnumSource(RecordForm.class)
  void aNullUnbindsTheCustomerId(final RecordForm form) {
    final var member = unbinding.member(form.of(record("\"customer_id\":null")));

    assertThat(member.removals()).isEqualTo(new Removals(List.of(), true));
    assertThat(member.isImported()).isFalse();
    assertThat(plain.member(form.of(record("\"customer_id\":null"))).removals().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(RecordForm.class)
  void whatIsAbsentOrBlankUnbindsNothing(final RecordForm form) {
    for (final String json :
        List.of(
            "\"email\":\"a@b.c\"",
            "\"customer_id\":\" \"",
            "\"customer_id\":\"null\"",
            "\"customer_id\":\"__debezium_unavailable_value\"",
            "\"email\":null")) {
      assertThat(unbinding.member(form.of(record(json))).removals().isEmpty()).as(json).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":null,\"b\":\"c1\"}', false",
    "'{\"a\":\"\",\"b\":null}', false",
    "'{\"b\":null}', true",
    "'{\"a\":null,\"b\":null}', true",
    "'{\"a\":\"c1\",\"a\":null}', true",
    "'{\"a\":null,\"a\":\"c1\"}', false",
    "'{}', false"
  })
  void severalPathsAreNullTogether(final String ids, final boolean unbinds) {
    final Mapping nested = unbinding.with("field.customer_id", "ids.a,ids.b");

    assertThat(nested.member(record("\"ids\":" + ids)).removals().unbinds()).isEqualTo(unbinds);
    assertThat(nested.member(record("\"ids\":null")).removals().unbinds()).isFalse();
  }

  @Test
  void aNullIsANullWhateverElseTheRecordSays() {
    final var member = unbinding.member(record("\"customer_id\":null,\"gender\":\"male\""));

    assertThat(member.removals().unbinds()).isTrue();
    assertThat(member.value(MemberField.GENDER)).isEqualTo("male");
  }

  @Test
  void aNullOfAColumnIsANullWhateverItsDefaultIs() {
    final Schema schema =
        SchemaBuilder.struct()
            .field("line_uid", Schema.STRING_SCHEMA)
            .field("customer_id", SchemaBuilder.string().optional().defaultValue("none yet"))
            .build();
    final Struct value = new Struct(schema).put("line_uid", UID).put("customer_id", null);

    final var member = unbinding.member(Mapping.record(null, null, schema, value));
    assertThat(member.removals().unbinds()).isTrue();
    assertThat(member.has(MemberField.CUSTOMER_ID)).isFalse();
  }

  @Test
  void aSchemaWithoutTheColumnUnbindsNothing() {
    final Schema schema = SchemaBuilder.struct().field("line_uid", Schema.STRING_SCHEMA).build();

    assertThat(
            unbinding
                .member(Mapping.record(null, null, schema, new Struct(schema).put("line_uid", UID)))
                .removals()
                .isEmpty())
        .isTrue();
  }

  @Test
  void aNullElsewhereIsFoundToo() {
    final Map<String, Object> value = new HashMap<>(Map.of("line_uid", UID));
    value.put("ids", java.util.Arrays.asList("c0", null));

    assertThat(unbinding.with("field.customer_id", "ids.1").member(value).removals().unbinds())
        .isTrue();
    assertThat(unbinding.with("field.customer_id", "ids.2").member(value).removals().unbinds())
        .isFalse();
  }

  @Test
  void toUnbindTheLineUserIdMustBeInTheRecord() {
    assertThat(
            Mapping.by("email")
                .with("customer.id.null", "unbind")
                .reason("{\"email\":\"a@b.c\",\"customer_id\":null}"))
        .isEqualTo(
            "customer_id: is null, and to unbind it (customer.id.null) needs line_uid in the"
                + " record");
  }

  @Test
  void aMemberSaysHowMuchIsTakenOffAndNotWhat() {
    assertThat(removing.member(record("\"tags_removed\":[\"vip\"]")))
        .hasToString("Member[LINE_UID] tags=0 Removals[tags=1, unbinds=false]");
  }
}
