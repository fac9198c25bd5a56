package io.github.linemaac.connect.it;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Stands in for Confluent's ProtobufConverter, which Maven Central does not have. Reads the same
 * bytes, asks the same registry, and gives the same Structs, of messages with text fields only.
 */
public final class ProtobufStructConverter implements Converter {

  private final HttpClient http = HttpClient.newHttpClient();
  private String registryUrl = "";

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    registryUrl = String.valueOf(configs.get("schema.registry.url"));
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    throw new UnsupportedOperationException("Only reads");
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    if (value == null) {
      return SchemaAndValue.NULL;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.get() != 0) {
      throw new DataException("Not of a registry's form");
    }
    int id = bytes.getInt();
    if (bytes.get() != 0) {
      throw new DataException("Not the first message of its file");
    }
    byte[] body = new byte[bytes.remaining()];
    bytes.get(body);
    try {
      return struct(DynamicMessage.parseFrom(descriptor(id), body));
    } catch (IOException | DescriptorValidationException e) {
      throw new DataException("Cannot be read as Protobuf", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("Interrupted", e);
    }
  }

  private static SchemaAndValue struct(DynamicMessage message) {
    SchemaBuilder schema = SchemaBuilder.struct();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      schema.field(field.getName(), Schema.OPTIONAL_STRING_SCHEMA);
    }
    Struct struct = new Struct(schema.build());
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      struct.put(field.getName(), message.getField(field));
    }
    return new SchemaAndValue(struct.schema(), struct);
  }

  /** Confluent's registry gives a compiled schema where "serialized" is asked for. */
  private Descriptor descriptor(int id)
      throws IOException, InterruptedException, DescriptorValidationException {
    URI url = URI.create(registryUrl + "/schemas/ids/" + id + "?format=serialized");
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    String base64 = answer.body().replaceAll(".*\"schema\":\"([^\"]*)\".*", "$1");
    FileDescriptorProto file = FileDescriptorProto.parseFrom(Base64.getDecoder().decode(base64));
    return FileDescriptor.buildFrom(file, new FileDescriptor[0]).getMessageTypes().get(0);
  }
}
