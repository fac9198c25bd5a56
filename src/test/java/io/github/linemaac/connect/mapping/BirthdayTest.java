package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BirthdayTest {
  private static final String REASON = "birthday: is no real date of the form YYYY-MM-DD";
  private static final Schema DEBEZIUM_DATE =
      SchemaBuilder.int32().name("io.debezium.time.Date").version(1).build();

  private final Mapping mapping = Mapping.by("customer_id");

  @ParameterizedTest
  @ValueSource(strings = {"2000-02-23", "2000-02-29", "0001-01-01", "9999-12-31"})
  void takesIsoText(final String text) {
    assertThat(mapping.member(field("birthday", text)).value(MemberField.BIRTHDAY)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1999-02-29",
        "2000-02-30",
        "2000-13-01",
        "2000-00-10",
        "0000-01-01",
        "-0001-01-01",
        "10000-01-01",
        "+10000-01-01",
        "+2000-01-01",
        "2000-2-3",
        "20000223",
        "2000/02/23",
        "23.02.2000",
        "2000-02-23T00:00:00Z",
        "2000-02-23 x",
        "\u0662\u0660\u0660\u0660-02-23",
        "\uFF12000-02-23"
      })
  void rejectsTextThatIsNoRealDate(final String text) {
    assertThat(mapping.reason(field("birthday", text))).isEqualTo(REASON);
  }

  @Test
  void leavesOutABlankOne() {
    assertThat(mapping.member(field("birthday", " ")).has(MemberField.BIRTHDAY)).isFalse();
  }

  @Test
  void takesConnectsDate() {
    final Date midnight = Date.from(Instant.parse("2000-02-23T00:00:00Z"));

    assertThat(birthday(org.apache.kafka.connect.data.Date.SCHEMA, midnight))
        .isEqualTo("2000-02-23");
  }

  @Test
  void takesConnectsTimestampInUtc() {
    assertThat(birthday(Timestamp.SCHEMA, Date.from(Instant.parse("2000-02-23T23:59:59.999Z"))))
        .isEqualTo("2000-02-23");
    assertThat(birthday(Timestamp.SCHEMA, Date.from(Instant.parse("1969-12-31T00:00:00Z"))))
        .isEqualTo("1969-12-31");
  }

  @Test
  void takesTheDatesOfJdbc() {
    final long millis = Instant.parse("2000-02-23T00:00:00Z").toEpochMilli();

    assertThat(birthday(new java.sql.Date(millis))).isEqualTo("2000-02-23");
    assertThat(birthday(new java.sql.Timestamp(millis))).isEqualTo("2000-02-23");
  }

  @Test
  void takesDebeziumsCountOfDays() {
    assertThat(birthday(DEBEZIUM_DATE, 0)).isEqualTo("1970-01-01");
    assertThat(birthday(DEBEZIUM_DATE, -1)).isEqualTo("1969-12-31");
    assertThat(birthday(DEBEZIUM_DATE, 11_010)).isEqualTo("2000-02-23");
  }

  @Test
  void rejectsACountOfDaysThatNobodyDeclaredToBeOne() {
    assertThat(mapping.reason(field("birthday", 11_010))).isEqualTo(REASON);
    assertThat(mapping.reason(value(Schema.INT32_SCHEMA, 11_010))).isEqualTo(REASON);
  }

  @Test
  void rejectsDatesThatMaacCannotHold() {
    assertThat(mapping.reason(field("birthday", Date.from(Instant.ofEpochMilli(Long.MAX_VALUE)))))
        .isEqualTo(REASON);
    assertThat(mapping.reason(field("birthday", Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)))))
        .isEqualTo(REASON);
    assertThat(mapping.reason(value(DEBEZIUM_DATE, Integer.MAX_VALUE))).isEqualTo(REASON);
    assertThat(mapping.reason(value(DEBEZIUM_DATE, Integer.MIN_VALUE))).isEqualTo(REASON);
  }

  @Test
  void rejectsATypeThatIsNoDate() {
    assertThat(mapping.reason(field("birthday", true)))
        .isEqualTo("birthday: has a type that cannot be read as text");
  }

  private String birthday(final Object value) {
    return mapping.member(field("birthday", value)).value(MemberField.BIRTHDAY);
  }

  private String birthday(final Schema schema, final Object value) {
    return mapping.member(value(schema, value)).value(MemberField.BIRTHDAY);
  }

  private static Struct value(final Schema schema, final Object birthday) {
    final Schema member =
        SchemaBuilder.struct()
            .field("customer_id", Schema.STRING_SCHEMA)
            .field("birthday", schema)
            .build();
    return new Struct(member).put("customer_id", "c1").put("birthday", birthday);
  }
}
