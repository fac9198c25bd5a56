package io.github.linemaac.connect.it;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.github.linemaac.cluster.MemberRecord;
import java.nio.ByteBuffer;
import java.util.List;

/** Members in Protobuf, all fields text, with Confluent's header. */
final class ProtobufMembers {

  private static final int HEADER_BYTES = 6;

  static final FileDescriptorProto FILE = file();

  private ProtobufMembers() {}

  static byte[] write(MemberRecord member) {
    Descriptor type = descriptor();
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    member
        .fields()
        .forEach((field, value) -> message.setField(type.findFieldByName(field), value.toString()));
    byte[] body = message.build().toByteArray();
    // The last byte of the header says: the first message of the file.
    return ByteBuffer.allocate(HEADER_BYTES + body.length)
        .put((byte) 0)
        .putInt(SchemaRegistry.PROTOBUF_ID)
        .put((byte) 0)
        .put(body)
        .array();
  }

  private static FileDescriptorProto file() {
    DescriptorProto.Builder member = DescriptorProto.newBuilder().setName("Member");
    List<String> fields = List.copyOf(MemberRecord.number(0).fields().keySet());
    for (int i = 0; i < fields.size(); i++) {
      member.addField(
          FieldDescriptorProto.newBuilder()
              .setName(fields.get(i))
              .setNumber(i + 1)
              .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
              .setType(FieldDescriptorProto.Type.TYPE_STRING));
    }
    return FileDescriptorProto.newBuilder()
        .setName("member.proto")
        .setSyntax("proto3")
        .addMessageType(member)
        .build();
  }

  private static Descriptor descriptor() {
    try {
      return FileDescriptor.buildFrom(FILE, new FileDescriptor[0]).getMessageTypes().get(0);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("The descriptor of the tests is wrong", e);
    }
  }
}
