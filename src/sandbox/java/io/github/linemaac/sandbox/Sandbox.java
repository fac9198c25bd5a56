package io.github.linemaac.sandbox;

import java.util.Optional;

/**
 * A MAAC to run against: one account, as strict as what is known of the API, with faults on
 * request. No threads, sockets or clocks in it: the time is an argument, and must not run
 * backwards.
 *
 * <p>Not thread-safe. {@link SandboxServer} puts it behind HTTP and does the locking.
 */
public final class Sandbox {
  private final SandboxSettings settings;
  private final Account account;
  private final InjectedFaults faults = new InjectedFaults();
  private final Troubles troubles;
  private final RecentCalls calls = new RecentCalls();
  private final SandboxControl control;

  /** A sandbox with the default settings. */
  public Sandbox() {
    this(new SandboxSettings());
  }

  public Sandbox(SandboxSettings settings) {
    this.settings = settings;
    this.account = new Account(settings);
    this.troubles = new Troubles(settings, account.imports());
    this.control = new SandboxControl(this);
  }

  /** What becomes of a request at that time. */
  public SandboxAnswer answer(SandboxRequest request, long nowMs) {
    Optional<SandboxReply> page = ConsolePage.reply(request);
    if (page.isPresent()) {
      return new SandboxAnswer.Reply(page.get());
    }
    if (request.path().startsWith(SandboxControl.PREFIX)) {
      return new SandboxAnswer.Reply(control.handle(request, nowMs));
    }
    SandboxAnswer answer = answerAsMaac(request, nowMs);
    calls.add(request, answer, nowMs);
    return answer;
  }

  private SandboxAnswer answerAsMaac(SandboxRequest request, long nowMs) {
    return troubles
        .answer(request, nowMs)
        .<SandboxAnswer>map(SandboxAnswer.Reply::new)
        .or(() -> faults.take(request).map(fault -> fault.meet(account, request, nowMs)))
        .orElseGet(() -> new SandboxAnswer.Reply(account.handle(request, nowMs)));
  }

  /** Lets happen what happens by itself until then; reads show the state as of the last entry. */
  public void advanceTo(long nowMs) {
    account.advanceTo(nowMs);
  }

  /** Can be changed at any time. */
  public SandboxSettings settings() {
    return settings;
  }

  public Account account() {
    return account;
  }

  public InjectedFaults faults() {
    return faults;
  }

  Troubles troubles() {
    return troubles;
  }

  /** The calls of the API that came last. */
  RecentCalls calls() {
    return calls;
  }

  /** Short for {@code account().members()}. */
  public Contacts members() {
    return account.members();
  }

  /** Short for {@code account().imports()}. */
  public Imports imports() {
    return account.imports();
  }

  /** Short for {@code account().segments()}. */
  public Segments segments() {
    return account.segments();
  }
}
