package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.model.LineUid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of MAAC's list of unmatched members is not known, so any form is read. */
class UnmatchedIdsTest {
  private static final String A = "U" + "0a".repeat(16);
  private static final String B = "U" + "9".repeat(32);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line_uid\nA\nB\n",
        "\uFEFFline_uid\r\nA\r\nB",
        "\"line_uid\"\r\n\"A\"\r\n\"B\"\r\n",
        "name,LINE UID,reason\nUwe,A,blocked\n\"U, \u738b\",B,unknown",
        "A\nB\nA\n",
        "id;A\nid;B",
        "A\tB",
        "[\"A\",\"B\"]",
        "UA\nA\nB"
      })
  void readsEveryIdWhateverStandsAroundIt(final String form) {
    assertThat(UnmatchedIds.read(form.replace("A", A).replace("B", B).getBytes(UTF_8)))
        .containsExactlyInAnyOrder(LineUid.of(A), LineUid.of(B));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "line_uid\n",
        "U",
        "U0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0",
        "U0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0aa",
        "xU0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
        "_U0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",
        "U0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
        "<html>Not found</html>"
      })
  void readsNoIdWhereThereIsNone(final String text) {
    assertThat(UnmatchedIds.read(text.getBytes(UTF_8))).isEmpty();
  }
}
