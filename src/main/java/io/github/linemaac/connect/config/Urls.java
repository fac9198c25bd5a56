package io.github.linemaac.connect.config;

import static io.github.linemaac.connect.config.TextRule.require;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the connector asks of the URLs in its configuration. Looks nothing up. */
public final class Urls {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;

  private Urls() {}

  static void checkApi(final String text) {
    final URI url = URI.create(text.strip());
    require(url.getScheme() != null && Set.of("http", "https").contains(scheme(url)));
    require(url.getHost() != null && url.getRawUserInfo() == null);
    require(url.getPort() == NO_PORT || isPort(url.getPort()));
    require(url.getRawQuery() == null && url.getRawFragment() == null);
  }

  static void checkProxy(final String text) {
    if (text.isBlank()) {
      return;
    }
    final URI url = URI.create(text.strip());
    require(url.getScheme() != null && scheme(url).equals("http"));
    require(url.getHost() != null && isPort(url.getPort()) && url.getRawUserInfo() == null);
    require(url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    require(url.getRawQuery() == null && url.getRawFragment() == null);
  }

  /** Whether the token would cross a network in the clear. Expects a checked URL. */
  static boolean isOpenToNetwork(final String checked) {
    final URI url = URI.create(checked.strip());
    return scheme(url).equals("http") && !isLoopback(url.getHost());
  }

  /** Whether what is sent to a host never leaves the machine. */
  public static boolean isLoopback(final String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean isPort(final int port) {
    return port > 0 && port <= MAX_PORT;
  }

  private static String scheme(final URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT);
  }
}
