package io.github.linemaac.connect.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What each part of a record adds to the estimate, in bytes. */
class RecordWeightTest {
  private static final long NOTHING = weight(null);

  @Test
  void aTombstoneWeighsItsObjects() {
    assertThat(NOTHING).isEqualTo(640 + 2 * 48);
  }

  @Test
  void asciiTextIsValueRawBytesAndRow() {
    assertThat(added("abcdefghij")).isEqualTo(10 * 6);
    assertThat(added("")).isZero();
    assertThat(added("\u007f")).isEqualTo(6);
  }

  /** UTF-16 as a value; UTF-8 or an escape in the raw record, UTF-8 in the row. */
  @Test
  void everyOtherCharacterWeighsMore() {
    assertThat(added("陳大文")).isEqualTo(3 * 11);
    assertThat(added("\u0080é")).isEqualTo(2 * 11);
    assertThat(added("VIP會員")).isEqualTo(3 * 6 + 2 * 11);
    assertThat(added("😀")).as("two of Java's characters").isEqualTo(2 * 11);
  }

  @Test
  void bytesAreValueRawBytesAndRow() {
    assertThat(added(new byte[1_000])).isEqualTo(3_000);
    assertThat(added(ByteBuffer.allocate(1_000))).isEqualTo(3_000);
  }

  @Test
  void numbersAndTruthValuesWeighTheirObject() {
    assertThat(added(1L)).isZero();
    assertThat(added(true)).isZero();
  }

  @Test
  void aMapWeighsItsEntriesAndTheNamesOfItsFieldsOnce() {
    assertThat(added(Map.of("name", "abcde"))).isEqualTo(32 + 4 + 48 + 5 * 6);
    assertThat(added(Map.of(7, "abcde"))).isEqualTo(32 + 48 + 48 + 5 * 6);
    assertThat(added(Map.of("a", Map.of("b", "c")))).isEqualTo(2 * (32 + 1 + 48) + 6);
  }

  @Test
  void aListWeighsItsItems() {
    assertThat(added(List.of("ab", "cde"))).isEqualTo(2 * (32 + 48) + 5 * 6);
  }

  @Test
  void aStructWeighsItsFieldsButNoNames() {
    final Schema inner = SchemaBuilder.struct().field("tag", Schema.STRING_SCHEMA).build();
    final Schema schema =
        SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("inner", inner)
            .field("none", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    final Struct struct =
        new Struct(schema).put("name", "abcde").put("inner", new Struct(inner).put("tag", "vip"));
    assertThat(added(struct)).isEqualTo(3 * (32 + 48) + 5 * 6 + (32 + 48) + 3 * 6);
  }

  @Test
  void aKeyWeighsLikeAValue() {
    final SinkRecord record = new SinkRecord("members", 0, null, "abc", null, null, 0);
    assertThat(RecordWeight.bytes(record) - NOTHING).isEqualTo(3 * 6);
  }

  @Test
  void everyHeaderWeighsItsObjectsItsNameAndItsValue() {
    final ConnectHeaders headers = new ConnectHeaders();
    headers.addString("trace", "abcdefgh").addBytes("raw", new byte[100]);
    final SinkRecord record =
        new SinkRecord("members", 0, null, null, null, null, 0, 0L, null, headers);
    assertThat(RecordWeight.bytes(record) - NOTHING)
        .isEqualTo(2 * (160 + 48) + 5 * 6 + 8 * 6 + 3 * 6 + 3 * 100);
  }

  private static long added(final Object value) {
    return weight(value) - NOTHING;
  }

  private static long weight(final Object value) {
    return RecordWeight.bytes(new SinkRecord("members", 0, null, null, null, value, 0));
  }
}
