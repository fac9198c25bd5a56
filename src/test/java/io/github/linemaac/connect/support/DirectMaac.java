package io.github.linemaac.connect.support;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.model.Time;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxReply;
import io.github.linemaac.sandbox.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sandbox without a network and without delay; remembers what it was asked. */
public final class DirectMaac implements MaacApi {
  private final Sandbox sandbox;
  private final Time time;
  private final List<String> calls = new ArrayList<>();
  private String awaited = "";
  private Runnable before = () -> {};

  /** A way to the sandbox, which is told the time of this clock. */
  public DirectMaac(final Sandbox sandbox, final Time time) {
    this.sandbox = sandbox;
    this.time = time;
  }

  /** Lets something happen just before the next call that begins like this. */
  public void before(final String call, final Runnable happening) {
    awaited = call;
    before = happening;
  }

  /** Takes the calls since the last time, as method and path. */
  public List<String> takeCalls() {
    final List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  @Override
  public HttpReply call(final Request request) {
    calls.add(request.toString());
    if (!awaited.isEmpty() && request.toString().startsWith(awaited)) {
      awaited = "";
      before.run();
    }
    final String query = request.query().isEmpty() ? "" : "?" + request.query();
    final SandboxAnswer answer =
        sandbox.answer(
            SandboxRequest.of(
                request.method(),
                request.path() + query,
                sandbox.settings().token,
                request.contentType(),
                Bodies.bytes(request)),
            time.monotonicMs());
    return answer instanceof SandboxAnswer.Reply reply
        ? reply(reply.reply())
        : new HttpReply.Lost("connection lost");
  }

  private static HttpReply reply(final SandboxReply reply) {
    return new HttpReply.Reply(
        reply.status(), Optional.ofNullable(reply.headers().get("Retry-After")), reply.body());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
