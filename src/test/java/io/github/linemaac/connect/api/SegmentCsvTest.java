package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import io.github.linemaac.connect.model.LineUidSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentCsvTest {
  private static final String ID_1 = "U00000000000000000000000000000001";
  private static final String ID_2 = "Uf0000000000000000000000000000002";

  @Test
  void writesAHeaderAndOneIdALineInOrderWithoutAMark() {
    assertThat(new String(SegmentCsv.write(list(ID_2, ID_1)), UTF_8))
        .isEqualTo("line_uid\n" + ID_1 + "\n" + ID_2 + "\n");
  }

  @Test
  void aListOfNobodyIsItsHeader() {
    assertThat(new String(SegmentCsv.write(new LineUidSet()), UTF_8)).isEqualTo("line_uid\n");
    assertThat(read("line_uid\n").orElseThrow().isEmpty()).isTrue();
  }

  @Property(tries = 300)
  void readsWhatItWrote(@ForAll @Size(max = 50) final List<@From("ids") LineUid> ids) {
    final LineUidSet list = new LineUidSet();
    ids.forEach(list::add);

    final byte[] csv = SegmentCsv.write(list);

    assertThat(SegmentCsv.read(csv).orElseThrow().sameAs(list)).isTrue();
    assertThat(csv).hasSize("line_uid\n".length() + list.size() * 34);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line_uid\n%s\n%s",
        "line_uid\r\n%s\r\n%s\r\n",
        "\uFEFFline_uid\n%s\n%s\n",
        "\"line_uid\"\n\"%s\"\n\"%s\"\n",
        "line_uid\n\n%s\n\n\n%s\n\n",
        " line_uid \n %s \n\t%s\t\n"
      })
  void readsAListHoweverItsLinesEndOrAreQuoted(final String form) {
    assertThat(read(form.formatted(ID_1, ID_2)).orElseThrow().sameAs(list(ID_1, ID_2))).isTrue();
  }

  @Test
  void anIdThatComesTwiceIsThereOnce() {
    assertThat(read("line_uid\n" + ID_1 + "\n" + ID_1).orElseThrow().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "U00000000000000000000000000000001\n",
        "LINE_UID\nU00000000000000000000000000000001\n",
        "line_uid,name\nU00000000000000000000000000000001,x\n",
        "line_uid\nU00000000000000000000000000000001,x\n",
        "line_uid\nu00000000000000000000000000000001\n",
        "line_uid\nU0000000000000000000000000000000\n",
        "line_uid\rU00000000000000000000000000000001\r",
        "<html><body>Just a moment...</body></html>",
        "{\"detail\": \"Not found.\"}"
      })
  void whatIsNoListIsNotReadAsAShorterOne(final String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void aLineWithoutEndIsNoList() {
    assertThat(read("line_uid\n" + "U0".repeat(1_000_000))).isEmpty();
    assertThat(read(" ".repeat(1_000_000) + "line_uid\n")).isEmpty();
  }

  @Test
  void noHostileBodyIsAList() {
    assertThat(HostileBodies.ALL).allSatisfy(body -> assertThat(SegmentCsv.read(body)).isEmpty());
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void noBytesThrow(@ForAll("bytes") final byte[] csv) {
    assertThat(SegmentCsv.read(csv)).isNotNull();
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    final Arbitrary<byte[]> tails = Arbitraries.bytes().array(byte[].class).ofMaxSize(80);
    return Combinators.combine(
            Arbitraries.of("", "line_uid", "line_uid\n", "line_uid\n" + ID_1, "\uFEFF"), tails)
        .as(
            (start, tail) -> {
              final byte[] head = start.getBytes(UTF_8);
              final byte[] all = new byte[head.length + tail.length];
              System.arraycopy(head, 0, all, 0, head.length);
              System.arraycopy(tail, 0, all, head.length, tail.length);
              return all;
            });
  }

  @Provide
  Arbitrary<LineUid> ids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(LineUid::new);
  }

  private static Optional<LineUidSet> read(final String csv) {
    return SegmentCsv.read(csv.getBytes(UTF_8));
  }

  private static LineUidSet list(final String... ids) {
    final LineUidSet list = new LineUidSet();
    for (final String id : ids) {
      list.add(LineUid.of(id));
    }
    return list;
  }
}
