package io.github.linemaac.connect.config;

import static io.github.linemaac.connect.config.TextRule.require;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the connector asks of the URLs in its configuration. Looks nothing up. */
public final class Urls {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

  private static final String MAAC = "cresclab.com";

  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;
  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;

  private Urls() {}

  static void checkApi(final String text) {
    final URI url = URI.create(text.strip());
    require(url.getScheme() != null && Set.of("http", "https").contains(scheme(url)));
    require(url.getHost() != null && url.getRawUserInfo() == null);
    require(isHost(url.getHost()) && (url.getPort() == NO_PORT || isPort(url.getPort())));
    require(url.getRawQuery() == null && url.getRawFragment() == null);
  }

  static void checkProxy(final String text) {
    if (text.isBlank()) {
      return;
    }
    final URI url = URI.create(text.strip());
    require(url.getScheme() != null && scheme(url).equals("http"));
    require(url.getHost() != null && isPort(url.getPort()) && url.getRawUserInfo() == null);
    require(isHost(url.getHost()));
    require(url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
    require(url.getRawQuery() == null && url.getRawFragment() == null);
  }

  /** Whether it is http and not https. Expects a checked URL, as the two that follow. */
  static boolean isHttp(final String checked) {
    return scheme(URI.create(checked.strip())).equals("http");
  }

  /** Whether the token would cross a network in the clear. */
  static boolean isOpenToNetwork(final String checked) {
    return isHttp(checked) && !isLoopback(URI.create(checked.strip()).getHost());
  }

  /** Whether it leads to MAAC itself, and not to a gateway or a sandbox. */
  static boolean isMaac(final String checked) {
    final String host = URI.create(checked.strip()).getHost().toLowerCase(Locale.ROOT);
    return host.equals(MAAC) || host.endsWith("." + MAAC);
  }

  /**
   * Whether what is sent to a host never leaves the machine.
   *
   * @param host a name or an address; an IPv6 address with or without its brackets
   */
  public static boolean isLoopback(final String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  /** RFC 1035, 2.3.4: 63 characters for a label and 253 for a name. No zone of an IPv6 address. */
  private static boolean isHost(final String host) {
    return host.length() <= MAX_HOST
        && !host.contains("%")
        && Arrays.stream(host.split("\\.")).allMatch(label -> label.length() <= MAX_LABEL);
  }

  private static boolean isPort(final int port) {
    return port > 0 && port <= MAX_PORT;
  }

  private static String scheme(final URI url) {
    return url.getScheme().toLowerCase(Locale.ROOT);
  }
}
