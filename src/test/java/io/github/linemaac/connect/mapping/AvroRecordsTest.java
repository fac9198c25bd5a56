package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.Member;
import io.github.linemaac.connect.model.MemberField;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of Avro, as a registry's converter makes them, and its unions and those of others. */
class AvroRecordsTest {
  private static final Schema MEMBER =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Member","namespace":"com.example","fields":[
               {"name":"line_uid","type":"string"},
               {"name":"customer_id","type":["null","string","long","bytes"],"default":null},
               {"name":"tags","type":["null","string",{"type":"array","items":"string"}],
                "default":null},
               {"name":"birthday","type":["null","string",
                {"type":"int","logicalType":"date"}],"default":null},
               {"name":"contact","type":["null",
                {"type":"record","name":"Web","fields":[{"name":"email","type":"string"}]},
                {"type":"record","name":"App","fields":[{"name":"email","type":"string"},
                 {"name":"version","type":"int"}]}],"default":null},
               {"name":"fixed","type":[{"type":"fixed","name":"Code","size":4},"null"]},
               {"name":"born","type":["null",{"type":"long",
                "connect.name":"io.debezium.time.MicroTimestamp"}],"default":null},
               {"name":"amount","type":["null",{"type":"bytes","logicalType":"decimal",
                "precision":9,"scale":2}],"default":null}
              ]}
              """);

  private final Mapping mapping = Mapping.by("line_uid");

  @Test
  void aUnionIsTheBranchThatIsSet() {
    assertThat(member("customer_id", "C001").value(MemberField.CUSTOMER_ID)).isEqualTo("C001");
    assertThat(member("customer_id", 42L).value(MemberField.CUSTOMER_ID)).isEqualTo("42");
    assertThat(member("customer_id", ByteBuffer.wrap(Mapping.utf8("C001"))))
        .extracting(member -> member.value(MemberField.CUSTOMER_ID))
        .isEqualTo("C001");
    assertThat(member("customer_id", null).has(MemberField.CUSTOMER_ID)).isFalse();
    assertThat(member("tags", "vip,new").tags()).containsExactly("vip", "new");
    assertThat(member("tags", List.of("vip", "a,b")).tags()).containsExactly("vip", "a,b");
    assertThat(member("birthday", 5_574).value(MemberField.BIRTHDAY)).isEqualTo("1985-04-06");
    assertThat(member("birthday", "1985/04/06").value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @Test
  void aPathLeadsThroughAUnionToWhicheverBranchIsSet() {
    final Mapping deep = mapping.with("field.email", "contact.email");
    final List<Schema> branches = MEMBER.getField("contact").schema().getTypes();
    final GenericRecord web = new GenericData.Record(branches.get(1));
    web.put("email", "web@example.com");
    final GenericRecord app = new GenericData.Record(branches.get(2));
    app.put("email", "app@example.com");
    app.put("version", 7);

    assertThat(deep.member(record("contact", web)).value(MemberField.EMAIL))
        .isEqualTo("web@example.com");
    assertThat(deep.member(record("contact", app)).value(MemberField.EMAIL))
        .isEqualTo("app@example.com");
    assertThat(deep.member(record("contact", null)).has(MemberField.EMAIL)).isFalse();
  }

  @Test
  void aPathIntoOneBranchIsNotSilentAboutAnother() {
    final Mapping branch = mapping.with("field.customer_id", "customer_id.string");

    assertThat(branch.member(record("customer_id", "C001")).value(MemberField.CUSTOMER_ID))
        .isEqualTo("C001");
    assertThat(branch.reason(record("customer_id", 42L)))
        .isEqualTo(
            "customer_id: is looked for in one branch of a union, and another one is set: end the"
                + " path before the branch");
    assertThat(
            branch
                .with("field.customer_id", "customer_id.string,customer_id.long")
                .member(record("customer_id", 42L))
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("42");
  }

  @Test
  void bytesAndDecimalsAndTypesOfOthersAreRead() {
    final Schema code = MEMBER.getField("fixed").schema().getTypes().get(0);
    final Mapping fixed = mapping.with("field.customer_id", "fixed");
    final Mapping amount = mapping.with("field.customer_id", "amount");
    final Mapping born =
        mapping.with("field.birthday", "born").with("birthday.timezone", "Asia/Taipei");

    assertThat(
            fixed
                .member(record("fixed", new GenericData.Fixed(code, Mapping.utf8("C001"))))
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("C001");
    assertThat(
            amount
                .member(
                    record(
                        "amount",
                        ByteBuffer.wrap(new BigDecimal("42.50").unscaledValue().toByteArray())))
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("42.5");
    assertThat(
            born.member(
                    record("born", Instant.parse("1985-04-05T16:00:00Z").toEpochMilli() * 1_000))
                .value(MemberField.BIRTHDAY))
        .isEqualTo("1985-04-06");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.confluent.connect.avro.Union",
        "io.confluent.connect.json.OneOf",
        "io.confluent.connect.protobuf.Union",
        "io.confluent.connect.protobuf.Union.id"
      })
  void theUnionsOfEveryFormatAreKnownByTheirNames(final String name) {
    assertThat(customerId(union(SchemaBuilder.struct().name(name)))).isEqualTo("42");
  }

  @Test
  void generalizedUnionsAndWrappersAreKnownToo() {
    assertThat(
            customerId(
                union(
                    SchemaBuilder.struct()
                        .name("connect_union_0")
                        .parameter("org.apache.kafka.connect.data.Union", "customer_id"))))
        .isEqualTo("42");
    for (final String name : List.of("StringValue", "google.protobuf.StringValue")) {
      final org.apache.kafka.connect.data.Schema wrapper =
          SchemaBuilder.struct()
              .name(name)
              .field("value", org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA)
              .build();
      assertThat(customerId(new Struct(wrapper).put("value", "42"))).isEqualTo("42");
    }
  }

  @Test
  void aFieldOfAOneofThatIsNotSetIsAbsent() {
    final Struct id = union(SchemaBuilder.struct().name("io.confluent.connect.protobuf.Union.id"));
    final SinkRecord record = member(id);

    assertThat(
            mapping
                .with("field.customer_id", "customer_id.string")
                .member(record)
                .has(MemberField.CUSTOMER_ID))
        .isFalse();
    assertThat(
            mapping
                .with("field.customer_id", "customer_id.long")
                .member(record)
                .value(MemberField.CUSTOMER_ID))
        .isEqualTo("42");
  }

  @Test
  void aUnionWithTwoBranchesSetBreaksARule() {
    final Struct both =
        union(SchemaBuilder.struct().name("io.confluent.connect.avro.Union")).put("string", "C001");

    assertThat(mapping.reason(member(both)))
        .isEqualTo("customer_id: is a union with more than one branch set");
  }

  @Test
  void whatJsonWithoutSchemasLeavesOfAUnionAndADecimalIsRead() {
    final String start = "{\"line_uid\":\"" + LINE_UID + "\",\"customer_id\":";

    assertThat(customerId(start + "{\"string\":\"C001\"}}")).isEqualTo("C001");
    assertThat(customerId(start + "{\"long\":42}}")).isEqualTo("42");
    assertThat(customerId(start + "{\"scale\":2,\"value\":\"EJI=\"}}")).isEqualTo("42.42");
    for (final String other :
        List.of(
            "{\"home\":\"C001\"}",
            "{\"string\":\"C001\",\"long\":42}",
            "{\"scale\":0,\"value\":\"?\"}",
            "{\"scale\":0,\"value\":\"\"}",
            "{\"scale\":\"0\",\"value\":\"EJI=\"}",
            "{\"scale\":0,\"value\":\"EJI=\",\"unit\":\"m\"}")) {
      assertThat(mapping.reason(Converted.json(start + other + "}")))
          .isEqualTo("customer_id: has a type that cannot be read as text");
    }
  }

  private String customerId(final String json) {
    return mapping.member(Converted.json(json)).value(MemberField.CUSTOMER_ID);
  }

  @Test
  void anyOtherStructIsNoText() {
    final Struct other = union(SchemaBuilder.struct().name("com.example.Id"));

    assertThat(mapping.reason(member(other)))
        .isEqualTo("customer_id: has a type that cannot be read as text");
  }

  private String customerId(final Struct id) {
    return mapping.member(member(id)).value(MemberField.CUSTOMER_ID);
  }

  private static SinkRecord member(final Struct id) {
    final org.apache.kafka.connect.data.Schema schema =
        SchemaBuilder.struct()
            .field("line_uid", org.apache.kafka.connect.data.Schema.STRING_SCHEMA)
            .field("customer_id", id.schema())
            .build();
    return Mapping.record(
        null, null, schema, new Struct(schema).put("line_uid", LINE_UID).put("customer_id", id));
  }

  private static Struct union(final SchemaBuilder schema) {
    return new Struct(
            schema
                .field("string", org.apache.kafka.connect.data.Schema.OPTIONAL_STRING_SCHEMA)
                .field("long", org.apache.kafka.connect.data.Schema.OPTIONAL_INT64_SCHEMA)
                .build())
        .put("long", 42L);
  }

  private Member member(final String field, final Object value) {
    return mapping.member(record(field, value));
  }

  private static SinkRecord record(final String field, final Object value) {
    final GenericRecord member = new GenericData.Record(MEMBER);
    member.put("line_uid", LINE_UID);
    member.put(field, value);
    return Converted.avro(member);
  }
}
