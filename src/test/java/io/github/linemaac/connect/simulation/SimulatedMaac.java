package io.github.linemaac.connect.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.MaacApi;
import io.github.linemaac.connect.api.Request;
import io.github.linemaac.connect.support.Bodies;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxReply;
import io.github.linemaac.sandbox.SandboxRequest;
import java.util.Map;
import java.util.Optional;

/** The way of one task to the sandbox, without a network: a call takes some time. */
final class SimulatedMaac implements MaacApi {
  private static final long REQUEST_TIMEOUT_MS = 5_000;
  private static final int MAX_LATENCY_MS = 150;

  private final World<?> world;
  private final SimulatedTime time;
  private final Dice dice;
  private final Watch watch;

  /** Sees what is asked, and what the task is told. */
  interface Watch {
    /** Looks at nothing. */
    Watch NONE = new Watch() {};

    default void asks(final Request request) {}

    default void isTold(final Request request, final HttpReply answer) {}
  }

  SimulatedMaac(final World<?> world, final Watch watch) {
    this.world = world;
    this.time = world.time();
    this.dice = world.dice();
    this.watch = watch;
  }

  @Override
  public HttpReply call(final Request request) {
    watch.asks(request);
    time.pass(dice.nextInt(MAX_LATENCY_MS));
    final SandboxAnswer answer =
        world
            .sandbox()
            .answer(
                new SandboxRequest(
                    request.method(),
                    request.path(),
                    request.query(),
                    Map.of(
                        "authorization",
                        "Bearer " + world.sandbox().settings().token,
                        "content-type",
                        request.contentType()),
                    Bodies.bytes(request)),
                time.trueWallMs());
    world.maacAnswers();
    time.pass(dice.nextInt(MAX_LATENCY_MS));
    final HttpReply told = seenByClient(answer);
    watch.isTold(request, told);
    return told;
  }

  private HttpReply seenByClient(final SandboxAnswer answer) {
    if (answer instanceof SandboxAnswer.Reply reply) {
      return reply(reply.reply());
    }
    if (answer instanceof SandboxAnswer.Hang hang) {
      if (hang.hangMs() >= REQUEST_TIMEOUT_MS) {
        time.pass(REQUEST_TIMEOUT_MS);
        return new HttpReply.Lost("timed out");
      }
      time.pass(hang.hangMs());
      return seenByClient(hang.then());
    }
    if (answer instanceof SandboxAnswer.EndlessBody endless) {
      return new HttpReply.Reply(
          endless.status(), Optional.empty(), "{\"id\": [1, 1".getBytes(UTF_8));
    }
    return new HttpReply.Lost("connection lost");
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
