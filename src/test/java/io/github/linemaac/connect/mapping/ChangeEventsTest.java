package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.debezium.data.Json;
import io.debezium.data.SpecialValueDecimal;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Change events of a table, as Debezium's own classes and Kafka's converter make them. */
class ChangeEventsTest {
  private static final Schema ROW =
      SchemaBuilder.struct()
          .optional()
          .name("crm.public.members.Value")
          .field("line_uid", Schema.STRING_SCHEMA)
          .field("customer_id", SchemaBuilder.string().optional().defaultValue("C-0").build())
          .field("gender", SchemaBuilder.string().optional().defaultValue("female").build())
          .field("email", Schema.OPTIONAL_STRING_SCHEMA)
          .field("tags", Json.builder().optional().build())
          .field("profile", Json.builder().optional().build())
          .build();

  private final Mapping mapping = Mapping.by("line_uid");
  private final SegmentMapping list = SegmentMapping.toOneList();

  @Test
  void aNullIsNotTheDefaultOfItsColumn() {
    for (final Member member :
        new Member[] {
          mapping.member(Converted.json(row())),
          mapping.member(Converted.unwrapped(Converted.created(row()))),
          raw().member(Converted.created(row()))
        }) {
      assertThat(member.has(MemberField.CUSTOMER_ID)).isFalse();
      assertThat(member.has(MemberField.GENDER)).isFalse();
    }
  }

  @Test
  void aColumnOfJsonIsWhatItHolds() {
    final Struct row =
        row().put("tags", "[\"vip\",\"new\"]").put("profile", "{\"mail\":[{\"at\":\"a@x.com\"}]}");
    final Mapping deep = mapping.with("field.email", "profile.mail.0.at");

    final Member member = deep.member(Converted.unwrapped(Converted.created(row)));

    assertThat(member.tags()).containsExactly("vip", "new");
    assertThat(member.value(MemberField.EMAIL)).isEqualTo("a@x.com");
    assertThat(
            mapping.member(Converted.unwrapped(Converted.created(row().put("tags", "[]")))).tags())
        .isEmpty();
  }

  @Test
  void whatTheDatabaseDidNotTellIsLeftOut() {
    final String unavailable = "__debezium_unavailable_value";
    final Struct row =
        row()
            .put("email", unavailable)
            .put("tags", unavailable)
            .put("profile", unavailable)
            .put("customer_id", unavailable);
    final Member member =
        mapping
            .with("field.mobile", "profile.mobile")
            .member(Converted.unwrapped(Converted.created(row)));

    assertThat(member.has(MemberField.EMAIL)).isFalse();
    assertThat(member.has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(member.has(MemberField.MOBILE)).isFalse();
    assertThat(member.tags()).isEmpty();
  }

  @Test
  void aDeletedRowIsATombstoneOfAMember() {
    assertThat(mapping.map(Converted.unwrapped(Converted.deleted(row()))))
        .isInstanceOf(MappingResult.Nothing.class);
    assertThat(
            mapping
                .with("tombstone.behavior", "invalid")
                .reason(Converted.unwrapped(Converted.deleted(row()))))
        .isEqualTo("value: is a deleted row (field.deleted), and tombstone.behavior is invalid");
    assertThat(mapping.map(Converted.unwrapped(Converted.created(row()))))
        .isInstanceOf(MappingResult.Update.class);
    assertThat(mapping.with("field.deleted", "").map(Converted.unwrapped(Converted.deleted(row()))))
        .isInstanceOf(MappingResult.Update.class);
  }

  @Test
  void aDeletedRowTakesItsIdOffTheList() {
    assertThat(list.change(Converted.unwrapped(Converted.deleted(row()))).removes()).isTrue();
    assertThat(list.change(Converted.unwrapped(Converted.created(row()))).removes()).isFalse();
  }

  @Test
  void aChangeEventIsReadAsItIsIfThePathsLeadIntoIt() {
    assertThat(raw().map(Converted.created(row()))).isInstanceOf(MappingResult.Update.class);
    assertThat(raw().map(Converted.deleted(row()))).isInstanceOf(MappingResult.Nothing.class);

    final SegmentMapping rawList =
        list.with("field.line_uid", "after.line_uid,before.line_uid").with("field.deleted", "op");
    assertThat(rawList.change(Converted.created(row())).removes()).isFalse();
    assertThat(rawList.change(Converted.deleted(row())).removes()).isTrue();
  }

  private Mapping raw() {
    return mapping
        .with("field.line_uid", "after.line_uid")
        .with("field.customer_id", "after.customer_id")
        .with("field.gender", "after.gender")
        .with("field.deleted", "op");
  }

  @Test
  void aChangeEventThatNobodyUnwrapsIsRejectedInWords() {
    assertThat(mapping.reason(Converted.created(row())))
        .startsWith("line_uid: is missing or blank, and it is the import key; value: ")
        .contains("io.debezium.transforms.ExtractNewRecordState");
    assertThat(list.reason(null, Converted.created(row()).value()))
        .startsWith("line_uid: is missing or blank; value: ")
        .contains("io.debezium.transforms.ExtractNewRecordState");
  }

  @ParameterizedTest
  @MethodSource
  void timesAreKnownByTheNamesOfTheirTypes(final Schema type, final Object inTaipei) {
    final Schema row =
        SchemaBuilder.struct()
            .field("line_uid", Schema.STRING_SCHEMA)
            .field("birthday", type)
            .build();
    final Struct value = new Struct(row).put("line_uid", LINE_UID).put("birthday", inTaipei);

    assertThat(
            mapping
                .with("birthday.timezone", "Asia/Taipei")
                .member(Converted.json(value))
                .value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
    assertThat(mapping.reason(Converted.json(value))).contains("birthday.timezone");
  }

  static Stream<Arguments> timesAreKnownByTheNamesOfTheirTypes() {
    final Instant inTaipei = Instant.parse("1985-04-05T16:00:00Z");
    final long millis = inTaipei.toEpochMilli();
    return Stream.of(
        arguments(Timestamp.schema(), millis),
        arguments(MicroTimestamp.schema(), millis * 1_000),
        arguments(NanoTimestamp.schema(), millis * 1_000_000),
        arguments(ZonedTimestamp.schema(), inTaipei.toString()),
        arguments(org.apache.kafka.connect.data.Timestamp.SCHEMA, java.util.Date.from(inTaipei)));
  }

  @Test
  void aNumberOfOracleIsANumber() {
    final Schema type = VariableScaleDecimal.builder().optional().build();
    final Schema row =
        SchemaBuilder.struct()
            .field("line_uid", Schema.STRING_SCHEMA)
            .field("customer_id", type)
            .build();

    assertThat(customerId(row, type, "12345678901234567890")).isEqualTo("12345678901234567890");
    assertThat(customerId(row, type, "4.2E+3")).isEqualTo("4200");
    assertThat(customerId(row, type, "0.50")).isEqualTo("0.5");
  }

  private String customerId(final Schema row, final Schema type, final String number) {
    final Struct id =
        VariableScaleDecimal.fromLogical(type, new SpecialValueDecimal(new BigDecimal(number)));
    return mapping
        .member(Converted.json(new Struct(row).put("line_uid", LINE_UID).put("customer_id", id)))
        .value(MemberField.CUSTOMER_ID);
  }

  private static Struct row() {
    return new Struct(ROW).put("line_uid", LINE_UID);
  }
}
