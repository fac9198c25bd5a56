package io.github.linemaac.connect.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.api.Answer;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.sandbox.Sandbox;
import io.github.linemaac.connect.sandbox.SandboxAnswer;
import io.github.linemaac.connect.sandbox.SandboxReply;
import io.github.linemaac.connect.sandbox.SandboxRequest;
import io.github.linemaac.connect.support.HandSetClock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The sandbox without a network: a call takes a random time of the hand-set clock. */
final class SimulatedMaac implements MaacApi {
  private static final int MAX_LATENCY_MS = 150;

  private final Sandbox sandbox;
  private final HandSetClock clock;
  private final RandomGenerator random;
  private final long requestTimeoutMs;
  private final Consumer<String> importCheck;

  /**
   * A way to the sandbox.
   *
   * @param importCheck is shown the body of each request before it is sent
   */
  SimulatedMaac(
      final Sandbox sandbox,
      final HandSetClock clock,
      final RandomGenerator random,
      final long requestTimeoutMs,
      final Consumer<String> importCheck) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.random = random;
    this.requestTimeoutMs = requestTimeoutMs;
    this.importCheck = importCheck;
  }

  @Override
  public Answer call(final Request request) {
    importCheck.accept(new String(request.body(), UTF_8));
    clock.advance(random.nextInt(MAX_LATENCY_MS));
    final SandboxAnswer answer =
        sandbox.answer(
            new SandboxRequest(
                request.method(),
                request.path(),
                request.query(),
                Map.of(
                    "authorization",
                    "Bearer " + sandbox.settings().token,
                    "content-type",
                    request.contentType()),
                request.body()),
            clock.getAsLong());
    clock.advance(random.nextInt(MAX_LATENCY_MS));
    return seenByClient(answer);
  }

  private Answer seenByClient(final SandboxAnswer answer) {
    if (answer instanceof SandboxAnswer.Reply reply) {
      return reply(reply.reply());
    }
    if (answer instanceof SandboxAnswer.Hang hang) {
      if (hang.hangMs() >= requestTimeoutMs) {
        clock.advance(requestTimeoutMs);
        return new Answer.Lost("timed out");
      }
      clock.advance(hang.hangMs());
      return seenByClient(hang.then());
    }
    if (answer instanceof SandboxAnswer.EndlessBody endless) {
      return new Answer.Reply(endless.status(), Optional.empty(), "{\"id\": [1, 1".getBytes(UTF_8));
    }
    return new Answer.Lost("connection lost");
  }

  private static Answer reply(final SandboxReply reply) {
    return new Answer.Reply(
        reply.status(), Optional.ofNullable(reply.headers().get("Retry-After")), reply.body());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
