package io.github.linemaac.connect.it;

import io.github.linemaac.cluster.MemberRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Members in Avro with Confluent's header: optional text fields, and a date as days. */
final class AvroMembers {

  private static final Schema DAYS =
      LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));

  static final Schema SCHEMA =
      SchemaBuilder.record("Member")
          .namespace("com.example")
          .fields()
          .requiredString("line_uid")
          .optionalString("line_display_name")
          .optionalString("email")
          .optionalString("mobile")
          .optionalString("customer_id")
          .optionalString("gender")
          .name("birthday")
          .type(Schema.createUnion(Schema.create(Schema.Type.NULL), DAYS))
          .withDefault(null)
          .endRecord();

  private AvroMembers() {}

  static byte[] write(MemberRecord member) {
    GenericRecord record = new GenericData.Record(SCHEMA);
    member.fields().forEach((field, value) -> record.put(field, avro(field, value)));
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(SchemaRegistry.AVRO_ID).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(SCHEMA).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Not to be written as Avro: " + member.fields().keySet(), e);
    }
  }

  private static Object avro(String field, Object value) {
    return field.equals("birthday")
        ? (Object) (int) LocalDate.parse(value.toString()).toEpochDay()
        : value;
  }
}
