package io.github.linemaac.connect.simulation;

import io.github.linemaac.connect.api.ExportLink;
import io.github.linemaac.connect.api.Exports;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxAnswer;
import io.github.linemaac.sandbox.SandboxRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The files that MAAC links to, which take a while, and mostly come. */
final class SimulatedExports implements Exports {
  private final Sandbox sandbox;
  private final SimulatedTime time;
  private final Dice dice;

  SimulatedExports(final Sandbox sandbox, final SimulatedTime time, final Dice dice) {
    this.sandbox = sandbox;
    this.time = time;
    this.dice = dice;
  }

  @Override
  public Fetch begin(final ExportLink link) {
    final long readyMs = time.clock().monotonicMs() + dice.nextInt(dice.onceIn(5) ? 10_000 : 500);
    return new Fetch() {
      @Override
      public Optional<Export> result() {
        return time.clock().monotonicMs() < readyMs ? Optional.empty() : Optional.of(fetch(link));
      }

      @Override
      public void cancel() {
        // It is not asked again.
      }
    };
  }

  private Export fetch(final ExportLink link) {
    final SandboxAnswer answer =
        sandbox.answer(
            new SandboxRequest("GET", URI.create(link.url()).getPath(), "", Map.of(), new byte[0]),
            time.trueWallMs());
    return answer instanceof SandboxAnswer.Reply reply && reply.reply().status() == 200
        ? new Export.File(reply.reply().body())
        : new Export.Failed("no file");
  }
}
