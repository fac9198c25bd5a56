package io.github.linemaac.sandbox;

/**
 * What becomes of a request: a reply, or something that happens to the connection. The HTTP shell
 * makes it happen on a socket; a simulation without sockets reads it.
 */
public sealed interface SandboxAnswer {

  /** In a word or two, for whoever looks on: the status, or what happens to the connection. */
  String shown();

  /** A whole response. */
  record Reply(SandboxReply reply) implements SandboxAnswer {
    @Override
    public String shown() {
      return Integer.toString(reply.status());
    }
  }

  /**
   * The connection ends without a byte of response.
   *
   * @param workDone whether the request took effect; the client cannot know
   */
  record ConnectionLost(boolean workDone) implements SandboxAnswer {
    @Override
    public String shown() {
      return "connection lost";
    }
  }

  /**
   * Nothing comes for {@code hangMs}, and then something else.
   *
   * @param hangMs {@link SandboxSettings#NEVER} for until released
   */
  record Hang(long hangMs, SandboxAnswer then) implements SandboxAnswer {
    @Override
    public String shown() {
      return "hangs";
    }
  }

  /** The status and headers of the reply, half of its body, and then the connection ends. */
  record HalfBody(SandboxReply reply) implements SandboxAnswer {
    @Override
    public String shown() {
      return "half a body";
    }
  }

  /** The status, and a body that starts like JSON and goes on until the client hangs up. */
  record EndlessBody(int status) implements SandboxAnswer {
    @Override
    public String shown() {
      return "endless body";
    }
  }
}
