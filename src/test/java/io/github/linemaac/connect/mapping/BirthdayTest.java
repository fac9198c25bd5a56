package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthdayTest {
  private static final String REASON = "birthday: is not a valid date of the form YYYY-MM-DD";
  private static final String YEARS = "birthday: is not a date from 1900 to 2100";
  private static final String NO_ZONE =
      "birthday: is a point in time and not midnight in UTC: set birthday.timezone to the zone in"
          + " which it is a day";
  private static final Schema DEBEZIUM_DATE =
      SchemaBuilder.int32().name("io.debezium.time.Date").version(1).build();

  private final Mapping mapping = Mapping.by("customer_id");

  @ParameterizedTest
  @ValueSource(strings = {"2000-02-23", "2000-02-29", "1900-01-01", "2100-12-31"})
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
        "0000-00-00",
        "-0001-01-01",
        "10000-01-01",
        "+10000-01-01",
        "+2000-01-01",
        "2000-2-3",
        "2000/02-23",
        "2000-02/23",
        "2000.02.23",
        "23.02.2000",
        "23/02/2000",
        "02/23/2000",
        "20000230",
        "2000223",
        "200002231",
        "20000223120000",
        "951264000000",
        "089/02/23",
        "2000-02-23 x",
        "2000-02-23-08",
        "2000-02-23T",
        "2000-02-23T24:00:00",
        "2000-02-23T12:60",
        "2000-02-23T12",
        "2000-02-23T12:00:00+19:00",
        "2000-02-23T12:00:00 PM",
        "2000-02-23 12:00:00 CST",
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
  void takesConnectsTimestampAtMidnightInUtc() {
    assertThat(birthday(Timestamp.SCHEMA, Date.from(Instant.parse("2000-02-23T00:00:00Z"))))
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
        .isEqualTo(YEARS);
    assertThat(mapping.reason(field("birthday", Date.from(Instant.ofEpochMilli(Long.MIN_VALUE)))))
        .isEqualTo(YEARS);
    assertThat(mapping.reason(value(DEBEZIUM_DATE, Integer.MAX_VALUE))).isEqualTo(YEARS);
    assertThat(mapping.reason(value(DEBEZIUM_DATE, Integer.MIN_VALUE))).isEqualTo(YEARS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2528-04-06", "9999-12-31", "0001-01-01", "1604-04-06", "0089-02-23"})
  void rejectsYearsThatNobodyWasBornIn(final String text) {
    assertThat(mapping.reason(field("birthday", text))).isEqualTo(YEARS);
    assertThat(mapping.reason(field("birthday", text.replace("-", "")))).isEqualTo(YEARS);
    assertThat(mapping.reason(field("birthday", text + "T00:00:00Z"))).isEqualTo(YEARS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985/04/06",
        "19850406",
        "1985-04-06T00:00:00",
        "1985-04-06T23:59",
        "1985-04-06 00:00:00",
        "1985-04-06 08:30:00.123456789",
        "1985-04-06T00:00:00+08:00",
        "1985-04-06T00:00:00.000+0800",
        "1985-04-06 00:00:00 +0800",
        "1985-04-06 00:00:00+08",
        "1985/04/06 00:00:00",
        "19850406T000000",
        "19850406T000000+0800",
        "1985-04-06T00:00:00Z",
        "1985-04-06T00:00:00.000Z",
        "1985-04-06 00:00:00 UTC",
        "1985-04-06Z",
        "1985-04-06+08:00"
      })
  void takesOtherFormsAndADayWithATimeBehindItAsWritten(final String text) {
    assertThat(birthday(text)).isEqualTo("1985-04-06");
  }

  @Test
  void takesADayWrittenAsANumber() {
    assertThat(birthday(19_850_406)).isEqualTo("1985-04-06");
    assertThat(birthday(19_850_406L)).isEqualTo("1985-04-06");
    assertThat(birthday(Schema.INT32_SCHEMA, 19_850_406)).isEqualTo("1985-04-06");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1985-04-05T16:00:00Z",
        "1985-04-05 16:00:00.000Z",
        "19850405T160000Z",
        "1985-04-05 16:00:00 UTC"
      })
  void aPointInTimeIsADayOnlyInAZone(final String text) {
    assertThat(mapping.reason(field("birthday", text))).isEqualTo(NO_ZONE);
    assertThat(in("Asia/Taipei").member(field("birthday", text)).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @Test
  void aPartOfASecondAfterMidnightIsNotMidnight() {
    final long midnight = Instant.parse("1985-04-06T00:00:00Z").toEpochMilli();

    assertThat(mapping.reason(field("birthday", "1985-04-06T00:00:00.001Z"))).isEqualTo(NO_ZONE);
    assertThat(mapping.reason(value(named("timestamp-millis"), midnight + 1))).isEqualTo(NO_ZONE);
    assertThat(mapping.reason(value(named("timestamp-micros"), 1_000 * midnight + 1)))
        .isEqualTo(NO_ZONE);
  }

  @Test
  void aTimestampIsADayOnlyInAZone() {
    final Struct midnightInTaipei =
        value(Timestamp.SCHEMA, Date.from(Instant.parse("1985-04-05T16:00:00Z")));

    assertThat(mapping.reason(midnightInTaipei)).isEqualTo(NO_ZONE);
    assertThat(in("Asia/Taipei").member(midnightInTaipei).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
    assertThat(in("UTC").member(midnightInTaipei).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-05");
  }

  @Test
  void aDateIsThatDayInEveryZone() {
    final Struct date =
        value(
            org.apache.kafka.connect.data.Date.SCHEMA,
            Date.from(Instant.parse("1985-04-06T00:00:00Z")));

    assertThat(in("America/New_York").member(date).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
    assertThat(
            in("America/New_York").member(value(DEBEZIUM_DATE, 5_574)).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @Test
  void aTimeOfDayIsNoDate() {
    assertThat(mapping.reason(value(Time.SCHEMA, Date.from(Instant.EPOCH)))).isEqualTo(REASON);
    assertThat(mapping.reason(value(named("io.debezium.time.MicroTime"), 20_000_101L)))
        .isEqualTo(REASON);
    assertThat(mapping.reason(value(named("io.debezium.time.Year"), 1985L))).isEqualTo(REASON);
  }

  @ParameterizedTest
  @CsvSource({
    "io.debezium.time.Timestamp, 1000",
    "io.debezium.time.MicroTimestamp, 1000000",
    "io.debezium.time.NanoTimestamp, 1000000000",
    "timestamp-millis, 1000",
    "timestamp-micros, 1000000",
    "timestamp-nanos, 1000000000",
    "local-timestamp-millis, 1000",
    "local-timestamp-micros, 1000000",
    "local-timestamp-nanos, 1000000000"
  })
  void takesTheTimesOfDebeziumAndAvroByTheirNames(final String type, final long perSecond) {
    final long midnight = Instant.parse("1985-04-06T00:00:00Z").getEpochSecond() * perSecond;
    final long inTaipei = Instant.parse("1985-04-05T16:00:00Z").getEpochSecond() * perSecond;

    assertThat(birthday(named(type), midnight)).isEqualTo("1985-04-06");
    assertThat(birthday(logicalType(type), midnight)).isEqualTo("1985-04-06");
    assertThat(mapping.reason(value(named(type), inTaipei))).isEqualTo(NO_ZONE);
    assertThat(in("Asia/Taipei").member(value(named(type), inTaipei)).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.debezium.time.Timestamp", "local-timestamp-millis"})
  void midnightWithoutAZoneIsThatDayInEveryZone(final String type) {
    final long midnight = Instant.parse("1985-04-06T00:00:00Z").toEpochMilli();

    assertThat(
            in("America/New_York").member(value(named(type), midnight)).value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @Test
  void aZoneKnowsWhenItsClocksWereAhead() {
    final Struct summer = value(Timestamp.SCHEMA, Date.from(Instant.parse("1979-07-14T15:00:00Z")));

    assertThat(in("Asia/Taipei").member(summer).value(MemberField.BIRTHDAY))
        .isEqualTo("1979-07-15");
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

  private Mapping in(final String zone) {
    return mapping.with("birthday.timezone", zone);
  }

  private static Schema named(final String type) {
    return SchemaBuilder.int64().name(type).build();
  }

  /** As a converter hands on what Avro calls a type and Connect has no name for. */
  private static Schema logicalType(final String type) {
    return SchemaBuilder.int64().parameter("logicalType", type).build();
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
