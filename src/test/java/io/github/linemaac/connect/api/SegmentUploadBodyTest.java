package io.github.linemaac.connect.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.linemaac.connect.support.Bodies;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxReply;
import io.github.linemaac.sandbox.SandboxRequest;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The multipart body of an upload, as the sandbox's own strict parser reads it. */
class SegmentUploadBodyTest {
  private static final String ID = "U00000000000000000000000000000001";
  private static final byte[] CSV = ("line_uid\n" + ID + "\n").getBytes(UTF_8);

  private final Sandbox sandbox = new Sandbox();

  @Test
  void aCreationCarriesNameDescriptionAndFile() {
    final SandboxReply reply = send(SegmentCalls.create("會員 \"vip\"", Optional.of("d\r\n-"), CSV));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(sandbox.segments().all())
        .singleElement()
        .satisfies(
            list -> {
              assertThat(list.name()).isEqualTo("會員 \"vip\"");
              assertThat(list.description()).isEqualTo("d\r\n-");
            });
    assertThat(sandbox.segments().uploads().get(0).ids()).containsExactly(ID);
    assertThat(sandbox.account().violations()).isEmpty();
  }

  @Test
  void aReplacementCarriesTheFileAndLeavesNameAndDescription() {
    send(SegmentCalls.create("vip", Optional.of("d"), CSV));
    final String id = Long.toString(sandbox.segments().all().get(0).id());

    assertThat(send(SegmentCalls.replace(id, Optional.empty(), CSV)).status()).isEqualTo(200);

    assertThat(sandbox.segments().all().get(0).name()).isEqualTo("vip");
    assertThat(sandbox.segments().all().get(0).description()).isEqualTo("d");
    assertThat(sandbox.segments().uploads()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--", "\r\n--", "\r\n", "x\r\n--"})
  void aTextThatHoldsTheBoundaryOfAnotherUploadEndsNoPart(final String before) {
    final String type = SegmentCalls.create("vip", Optional.empty(), CSV).contentType();
    final String boundary = type.substring(type.indexOf('=') + 1);
    final String half = boundary.substring(0, 10);
    final String text =
        before
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nother\r\n--"
            + half
            + boundary
            + boundary.substring(10)
            + "--\r\n.";

    final SandboxReply reply = send(SegmentCalls.create("vip", Optional.of(text), CSV));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(sandbox.segments().all())
        .singleElement()
        .satisfies(
            list -> {
              assertThat(list.name()).isEqualTo("vip");
              assertThat(list.description()).isEqualTo(text);
            });
    assertThat(sandbox.segments().uploads().get(0).ids()).isEqualTo(List.of(ID));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyNameAndDescriptionArrives(@ForAll final String name, @ForAll final String description) {
    final String wellFormed = new String(name.getBytes(UTF_8), UTF_8);
    final Sandbox fresh = new Sandbox();

    final SandboxReply reply =
        send(fresh, SegmentCalls.create("n" + name, Optional.of(description), CSV));

    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(fresh.segments().all().get(0).name()).isEqualTo("n" + wellFormed);
  }

  private SandboxReply send(final Request request) {
    return send(sandbox, request);
  }

  private static SandboxReply send(final Sandbox to, final Request request) {
    final SandboxAnswer answer =
        to.answer(
            SandboxRequest.of(
                request.method(),
                request.path(),
                to.settings().token,
                request.contentType(),
                Bodies.bytes(request)),
            0);
    return ((SandboxAnswer.Reply) answer).reply();
  }
}
