package io.github.linemaac.connect.mapping;

import static io.github.linemaac.connect.mapping.Mapping.LINE_UID;
import static io.github.linemaac.connect.mapping.Mapping.field;
import static io.github.linemaac.connect.mapping.Mapping.record;
import static io.github.linemaac.connect.mapping.Mapping.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.MemberField;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several paths find together, through lists and through JSON in text. */
class PathTreeTest {
  private final Mapping mapping = Mapping.by("customer_id");

  @Test
  void theFirstPathThatFindsSomethingWins() {
    final Mapping two = mapping.with("field.email", "traits.email,context.traits.email");
    final Map<String, Object> inner = Map.of("traits", Map.of("email", "inner@example.com"));

    assertThat(email(two, field("context", inner))).isEqualTo("inner@example.com");
    for (final Object nothing : List.of("", " ", "N/A", "__debezium_unavailable_value")) {
      final Map<String, Object> value = field("context", inner);
      value.put("traits", Map.of("email", nothing));
      assertThat(email(two, value)).isEqualTo("inner@example.com");
    }
    final Map<String, Object> both = field("context", inner);
    both.put("traits", Map.of("email", "outer@example.com"));
    assertThat(email(two, both)).isEqualTo("outer@example.com");
  }

  @Test
  void whatIsInTheWayOfAPathCountsOnlyWhereNoPathFindsAnything() {
    final Mapping two = mapping.with("field.email", "traits.email,mail");
    final Map<String, Object> value = field("traits", "text");
    assertThat(two.reason(value))
        .isEqualTo("email: is looked for inside a value that has no fields");
    value.put("mail", "a@example.com");
    assertThat(email(two, value)).isEqualTo("a@example.com");
  }

  @Test
  void aValueThatBreaksARuleIsFoundAndNotPassedOver() {
    final Map<String, Object> value = field("traits", Map.of("birthday", "1985-02-30"));
    value.put("birthday", "1985-04-06");

    assertThat(mapping.with("field.birthday", "traits.birthday,birthday").reason(value))
        .isEqualTo("birthday: is not a valid date of the form YYYY-MM-DD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"customer_id\":\"c1\",\"ids\":[{\"id\":\"x\"},{\"id\":\"a@example.com\"}]}",
        "{\"customer_id\":\"c1\",\"ids\":\"[{},{\\\"id\\\":\\\"a@example.com\\\"}]\"}",
        "{\"ids\":{\"1\":{\"id\":\"a@example.com\"}},\"customer_id\":\"c1\"}",
        "{\"ids\":[0,{\"id\":[]}],\"ids\":[[],{\"id\":\"a@example.com\"}],\"customer_id\":\"c1\"}"
      })
  void anIndexLeadsIntoAListWhereverItIs(final String json) {
    final Mapping indexed = mapping.with("field.email", "ids.1.id");

    assertThat(email(indexed, json)).isEqualTo("a@example.com");
    assertThat(email(indexed, utf8(json))).isEqualTo("a@example.com");
    assertThat(email(indexed, Converted.json(json).value())).isEqualTo("a@example.com");
  }

  @Test
  void anIndexLeadsIntoAListOfStructs() {
    final Schema id = SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();
    final Schema schema =
        SchemaBuilder.struct()
            .field("customer_id", Schema.STRING_SCHEMA)
            .field("ids", SchemaBuilder.array(id).build())
            .field("byName", SchemaBuilder.map(Schema.STRING_SCHEMA, id).build())
            .build();
    final Struct struct =
        new Struct(schema)
            .put("customer_id", "c1")
            .put("ids", List.of(new Struct(id).put("id", "a@example.com")))
            .put("byName", Map.of("mail", new Struct(id).put("id", "b@example.com")));

    assertThat(email(mapping.with("field.email", "ids.0.id"), struct)).isEqualTo("a@example.com");
    assertThat(email(mapping.with("field.email", "byName.mail.id"), struct))
        .isEqualTo("b@example.com");
    assertThat(email(mapping.with("field.email", "ids.1.id"), struct)).isEmpty();
  }

  @Test
  void aListWithoutAnIndexIsToldInEveryFormOfAList() {
    final String reason =
        "email: is looked for inside a list, without a number as 0 in identities.0.id";
    final Mapping without = mapping.with("field.email", "ids.id");

    assertThat(without.reason(field("ids", List.of(Map.of("id", "x"))))).isEqualTo(reason);
    assertThat(without.reason("{\"customer_id\":\"c1\",\"ids\":[{\"id\":\"x\"}]}"))
        .isEqualTo(reason);
    assertThat(without.reason(field("ids", "[{\"id\":\"x\"}]"))).isEqualTo(reason);
  }

  @Test
  void jsonInTextAndBytesIsReadWhereverAPathLeadsIntoIt() {
    final Mapping deep = mapping.with("field.email", "profile.mail.at");
    final String json = "{\"mail\":\"{\\\"at\\\":\\\"a@example.com\\\"}\"}";

    assertThat(email(deep, field("profile", json))).isEqualTo("a@example.com");
    assertThat(email(deep, field("profile", utf8(json)))).isEqualTo("a@example.com");
    assertThat(email(deep, field("profile", Map.of("mail", "\n{\"at\":\"a@example.com\"} "))))
        .isEqualTo("a@example.com");
    assertThat(email(deep, field("profile", ""))).isEmpty();
    assertThat(email(deep, field("profile", "null"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"mail\":{\"at\":\"a\"}", "{\"mail\":{\"at\":\"a\"}} x", "{mail}", "[}"})
  void textThatIsNotJsonIsInTheWay(final String text) {
    assertThat(mapping.with("field.email", "profile.mail.at").reason(field("profile", text)))
        .isEqualTo("email: is looked for inside text that is not JSON");
  }

  @Test
  void aPathMayEndWhereAnotherLeadsOn() {
    final Mapping both =
        mapping.with("field.tags", "traits.tags").with("field.email", "traits.tags.0");
    final String json = "{\"customer_id\":\"c1\",\"traits\":{\"tags\":[\"vip\",\"new\"]}}";

    assertThat(both.member(json).tags()).containsExactly("vip", "new");
    assertThat(email(both, json)).isEqualTo("vip");
    assertThat(email(both, Converted.json(json).value())).isEqualTo("vip");
  }

  @Test
  void ofANameThatComesTwiceTheLastOneCounts() {
    final Mapping deep = mapping.with("field.email", "a.email");

    assertThat(email(deep, "{\"a\":{\"email\":\"x\"},\"a\":{\"email\":\"y\"},\"customer_id\":1}"))
        .isEqualTo("y");
    assertThat(email(deep, "{\"a\":{\"email\":\"x\"},\"a\":{\"b\":\"y\"},\"customer_id\":1}"))
        .isEmpty();
    assertThat(email(deep, "{\"a\":{\"email\":\"x\"},\"a\":null,\"customer_id\":1}")).isEmpty();
    assertThat(email(deep, "{\"a\":\"text\",\"a\":{\"email\":\"y\"},\"customer_id\":1}"))
        .isEqualTo("y");
  }

  @Test
  void whatIsWrongBehindTheFieldsThatAreReadIsStillWrong() {
    for (final String end :
        List.of("", "} {}", ",}", ",\"x\":01}", ",\"x\":[1,]}", ",\"x\":'a'}")) {
      assertThat(mapping.reason("{\"customer_id\":\"c1\"" + end))
          .isEqualTo("value: is not a JSON object");
    }
  }

  @Test
  void aHeaderMayHoldJsonAndItsNameDots() {
    final Mapping deep = mapping.with("field.email", "$header.crm.profile.email");
    final SinkRecord json =
        Converted.withHeader(
            record(null, field("a", 1)),
            new StringConverter(),
            "crm.profile",
            "{\"email\":\"a@example.com\"}");
    final SinkRecord text =
        Converted.withHeader(record(null, field("a", 1)), new StringConverter(), "crm", "web");

    assertThat(email(deep, json)).isEqualTo("a@example.com");
    assertThat(email(deep, text)).isEmpty();
    assertThat(
            email(
                deep,
                Converted.withHeader(
                    json, new StringConverter(), "crm.profile.email", "whole@example.com")))
        .isEqualTo("whole@example.com");
  }

  @Test
  void aHeaderWithTagsIsAListHoweverItWasConverted() {
    final Mapping tagged = mapping.with("field.tags", "$header.tags");
    final SinkRecord asText =
        Converted.withHeader(
            record(null, field("a", 1)), new StringConverter(), "tags", "[\"vip\",\"new\"]");
    final SinkRecord guessed =
        Converted.withHeader(
            record(null, field("a", 1)), new SimpleHeaderConverter(), "tags", "[\"vip\",\"new\"]");

    assertThat(tagged.member(asText).tags()).containsExactly("vip", "new");
    assertThat(tagged.member(guessed).tags()).containsExactly("vip", "new");
  }

  @Test
  void aKeyMayHoldJsonInText() {
    final Mapping deep = mapping.with("field.email", "$key.profile.0.email");
    final String key = "{\"profile\":\"[{\\\"email\\\":\\\"a@example.com\\\"}]\"}";

    assertThat(email(deep, record(key, field("a", 1)))).isEqualTo("a@example.com");
    assertThat(email(deep, record(utf8(key), field("a", 1)))).isEqualTo("a@example.com");
  }

  @Test
  void aMapThatIsOrderedByOtherKeysHoldsNoField() {
    final Map<Object, Object> numbers = new TreeMap<>(Map.of(1, LINE_UID));

    assertThat(email(mapping.with("field.email", "a.b"), field("a", numbers))).isEmpty();
  }

  private static String email(final Mapping mapping, final SinkRecord record) {
    return mapping.member(record).value(MemberField.EMAIL);
  }

  private static String email(final Mapping mapping, final Object value) {
    return mapping.member(value).value(MemberField.EMAIL);
  }
}
