package io.github.linemaac.quickstart;

import static java.util.stream.Collectors.toMap;

import io.github.linemaac.cluster.FreePorts;
import io.github.linemaac.sandbox.Sandbox;
import io.github.linemaac.sandbox.SandboxServer;
import io.github.linemaac.sandbox.StoredSegment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Where members and segments go: to a real account, or to a sandbox that lives as long as this does.
 */
sealed interface Destination extends AutoCloseable {

  URI url();

  String token();

  /** The ids on each segment, where that can be seen at once: in a sandbox. */
  Map<String, Set<String>> segments();

  /** Whether nobody minds what is done there, and it can be looked at. */
  boolean isSandbox();

  /** What it is, in a few words. */
  String note();

  @Override
  void close();

  static Destination of(QuickstartSettings settings) {
    return settings.account().<Destination>map(Real::new).orElseGet(() -> Made.start(settings.stays()));
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
    public Map<String, Set<String>> segments() {
      return Map.of();
    }

    @Override
    public String note() {
      return "the account of your token";
    }

    @Override
    public boolean isSandbox() {
      return false;
    }

    @Override
    public void close() {}
  }

  /** A sandbox in this process. */
  record Made(SandboxServer sandbox) implements Destination {

    private static final int PORT = 8080;

    static Made start(boolean isVisited) {
      try {
        int port = isVisited ? FreePorts.preferring(PORT) : 0;
        return new Made(SandboxServer.start(new Sandbox(), port));
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
    public Map<String, Set<String>> segments() {
      return sandbox.ask(
          account ->
              account.segments().all().stream()
                  .collect(toMap(StoredSegment::name, segment -> Set.copyOf(segment.ids()))));
    }

    @Override
    public String note() {
      return "a sandbox; nothing leaves this machine";
    }

    @Override
    public boolean isSandbox() {
      return true;
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
