package io.github.linemaac.connect.segments;

import static io.github.linemaac.connect.segments.SegmentFixture.NAME;
import static io.github.linemaac.connect.segments.SegmentFixture.SEGMENTS;
import static io.github.linemaac.connect.segments.SegmentFixture.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.upload.Outcome;
import io.github.linemaac.sandbox.InjectedFault;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxRequest;
import org.junit.jupiter.api.AfterEach;

/** One segment of the account, and what MAAC answers about it. */
abstract class SegmentAnswersFixture {
  static final String LIST = SEGMENTS + "1/";
  static final String NONE = "{\"results\":[],\"next\":null}";
  final SegmentFixture fixture = new SegmentFixture();

  @AfterEach
  void thereIsOneListOfTheNameAtMost() {
    assertThat(fixture.sandbox.segments().named(NAME)).hasSizeLessThanOrEqualTo(1);
  }

  /** How MAAC shows the list now. */
  String shown() {
    final SandboxAnswer answer =
        fixture.sandbox.answer(
            SandboxRequest.of("GET", LIST, fixture.sandbox.settings().token),
            fixture.clock.monotonicMs());
    return new String(((SandboxAnswer.Reply) answer).reply().body(), UTF_8);
  }

  static InjectedFault json(final String body) {
    return InjectedFault.status(200, "application/json", body);
  }

  static InjectedFault members(final int... members) {
    return InjectedFault.status(200, "text/csv", "line_uid\n" + String.join("\n", uids(members)));
  }

  void plant(final int... members) {
    fixture.sandbox.segments().plantList(NAME, uids(members), fixture.clock.monotonicMs());
  }

  void plantOther(final String name) {
    fixture.sandbox.segments().plantList(name, uids(9), fixture.clock.monotonicMs());
  }

  String failure(final int... members) {
    final Outcome outcome = fixture.deliver(members);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).message()).doesNotContain(NAME).doesNotContain("U000");
    return ((Outcome.Failed) outcome).message();
  }
}
