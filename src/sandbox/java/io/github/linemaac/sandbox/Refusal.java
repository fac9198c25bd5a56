package io.github.linemaac.sandbox;

/** A request that MAAC refuses: the reply, and the rule that it broke. */
final class Refusal extends RuntimeException {
  private final Violation.Kind kind;
  private final transient SandboxReply reply;

  Refusal(Violation.Kind kind, String what, SandboxReply reply) {
    // No stack trace: refusals are answers, and a fuzzing simulation makes many.
    super(what, null, false, false);
    this.kind = kind;
    this.reply = reply;
  }

  static Refusal field(Violation.Kind kind, String field, String sentence) {
    return new Refusal(kind, field + ": " + sentence, SandboxReply.fieldError(field, sentence));
  }

  static Refusal detail(Violation.Kind kind, int status, String sentence) {
    return new Refusal(kind, sentence, SandboxReply.detail(status, sentence));
  }

  static Refusal notFound() {
    return detail(Violation.Kind.NOT_FOUND, 404, "Not found.");
  }

  Violation.Kind kind() {
    return kind;
  }

  SandboxReply reply() {
    return reply;
  }
}
