package io.github.linemaac.sandbox;

import java.util.Map;

/** Something that goes wrong with one request. What, and whether the work is done before it. */
public sealed interface InjectedFault {

  /** Meets the request instead of, before or after the account. */
  SandboxAnswer meet(Account account, SandboxRequest request, long nowMs);

  /**
   * Some reply, without the work; a {@code Retry-After} or {@code Location} is one of its headers.
   */
  record Answered(SandboxReply reply) implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      return new SandboxAnswer.Reply(reply);
    }
  }

  /** The connection ends without an answer, before or after the work. */
  record ConnectionLost(boolean workDone) implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      if (workDone) {
        account.handle(request, nowMs);
      }
      return new SandboxAnswer.ConnectionLost(workDone);
    }
  }

  /** Nothing comes for a time; then the reply if the work was done, else the connection ends. */
  record Hangs(long hangMs, boolean workDone) implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      SandboxAnswer then =
          workDone
              ? new SandboxAnswer.Reply(account.handle(request, nowMs))
              : new SandboxAnswer.ConnectionLost(false);
      return new SandboxAnswer.Hang(hangMs, then);
    }
  }

  /** The work is done, and the connection ends in the middle of the body. */
  record HalfBody() implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      return new SandboxAnswer.HalfBody(account.handle(request, nowMs));
    }
  }

  /** The work is done, and the answer is a page of HTML with status 200. */
  record NotJson() implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      account.handle(request, nowMs);
      return new SandboxAnswer.Reply(
          SandboxReply.text(200, "text/html", "<html><body>Just a moment...</body></html>"));
    }
  }

  /** The work is done, and the body of the answer has no end. */
  record EndlessBody() implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      return new SandboxAnswer.EndlessBody(account.handle(request, nowMs).status());
    }
  }

  /** The request is served; the import that is accepted by it, or else the next one, ends so. */
  record ImportEnds(ImportFate fate) implements InjectedFault {
    @Override
    public SandboxAnswer meet(Account account, SandboxRequest request, long nowMs) {
      account.imports().nextEndsAs(fate);
      return new SandboxAnswer.Reply(account.handle(request, nowMs));
    }
  }

  /** A status with a short body in the style of Django REST framework. */
  static InjectedFault status(int status) {
    return new Answered(SandboxReply.detail(status, "Status on request."));
  }

  /** A status with {@code Retry-After}. */
  static InjectedFault status(int status, int retryAfterSeconds) {
    return new Answered(
        SandboxReply.detail(status, "Status on request.")
            .withHeader("Retry-After", Integer.toString(retryAfterSeconds)));
  }

  /** A status with any body. */
  static InjectedFault status(int status, String contentType, String body) {
    return new Answered(SandboxReply.text(status, contentType, body));
  }

  /** A redirect. */
  static InjectedFault redirect(int status, String location) {
    return new Answered(new SandboxReply(status, Map.of("Location", location), new byte[0]));
  }
}
