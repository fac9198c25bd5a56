package io.github.linemaac.connect.quickstart;

import java.net.URI;
import java.util.Optional;

/** Where the members go: to a real account, or to a sandbox that lives as long as this does. */
record Destination(URI url, String token, String note) implements AutoCloseable {

  static Destination of(Optional<QuickstartSettings.Account> account) {
    return account
        .map(real -> new Destination(real.url(), real.token(), "a real account"))
        .orElseThrow();
  }

  @Override
  public String toString() {
    return url.toString();
  }

  @Override
  public void close() {}
}
