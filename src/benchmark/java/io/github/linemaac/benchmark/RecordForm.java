package io.github.linemaac.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.cluster.MemberRecord;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** What a mapper is given: the forms that converters leave a member in. */
enum RecordForm {
  MAP("Map"),
  CONVERTED("Map, and JsonConverter before it"),
  STRUCT("Struct"),
  TEXT("text"),
  BYTES("bytes");

  private final String title;

  RecordForm(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** What gives the record of a member, each time that it is asked. */
  Supplier<SinkRecord> of(MemberRecord member) {
    byte[] json = member.json().getBytes(UTF_8);
    return switch (this) {
      case MAP -> always(converted(json));
      case CONVERTED -> () -> record(converted(json));
      case STRUCT -> always(struct(member));
      case TEXT -> always(new SchemaAndValue(null, member.json()));
      case BYTES -> always(new SchemaAndValue(null, json));
    };
  }

  private static Supplier<SinkRecord> always(SchemaAndValue value) {
    SinkRecord record = record(value);
    return () -> record;
  }

  private static SinkRecord record(SchemaAndValue value) {
    return new SinkRecord("members", 0, null, null, value.schema(), value.value(), 0);
  }

  private static SchemaAndValue struct(MemberRecord member) {
    Struct struct = new Struct(Worker.SCHEMA);
    member.fields().forEach(struct::put);
    return new SchemaAndValue(Worker.SCHEMA, struct);
  }

  private static SchemaAndValue converted(byte[] json) {
    return Worker.CONVERTER.toConnectData("members", json);
  }

  /** What a worker has one of. */
  private static final class Worker {
    static final Schema SCHEMA = schema();
    static final JsonConverter CONVERTER = converter();

    private static Schema schema() {
      SchemaBuilder schema = SchemaBuilder.struct();
      MemberRecord.number(0)
          .fields()
          .keySet()
          .forEach(name -> schema.field(name, Schema.OPTIONAL_STRING_SCHEMA));
      return schema.build();
    }

    private static JsonConverter converter() {
      JsonConverter converter = new JsonConverter();
      converter.configure(Map.of("schemas.enable", false), false);
      return converter;
    }
  }
}
