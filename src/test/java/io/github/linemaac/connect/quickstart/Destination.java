package io.github.linemaac.connect.quickstart;

import io.github.linemaac.connect.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Where the members go: to a real account, or to a sandbox that lives as long as this does. */
sealed interface Destination extends AutoCloseable {

  URI url();

  String token();

  /** What it is, in a few words. */
  String note();

  @Override
  void close();

  static Destination of(QuickstartSettings settings) {
    return settings.account().<Destination>map(Real::new).orElseGet(Made::start);
  }

  /** An account at MAAC. */
  record Real(QuickstartSettings.Account account) implements Destination {

    @Override
    public URI url() {
      return account.url();
    }

    @Override
    public String token() {
      return account.token();
    }

    @Override
    public String note() {
      return "the account of your token";
    }

    @Override
    public void close() {}
  }

  /** A sandbox in this process. */
  record Made(SandboxServer sandbox) implements Destination {

    static Made start() {
      try {
        return new Made(SandboxServer.start());
      } catch (IOException e) {
        throw new UncheckedIOException("Could not start the sandbox on loopback", e);
      }
    }

    @Override
    public URI url() {
      return sandbox.url();
    }

    @Override
    public String token() {
      return sandbox.ask(account -> account.settings().token);
    }

    @Override
    public String note() {
      return "a sandbox; nothing leaves this machine";
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
