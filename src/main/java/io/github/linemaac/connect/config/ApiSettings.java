package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach the account.
 *
 * @param url where MAAC answers, without a slash at its end
 * @param token the access token; never printed
 * @param connectTimeoutMs the longest wait for a connection
 * @param requestTimeoutMs the longest that one call may take as a whole
 * @param proxy the HTTP proxy, if there is one
 * @param tls whom to trust, and who we are
 * @param isTriedOut whether validating a configuration calls MAAC
 */
public record ApiSettings(
    String url,
    Password token,
    int connectTimeoutMs,
    int requestTimeoutMs,
    Optional<Proxy> proxy,
    TlsSettings tls,
    boolean isTriedOut) {

  /** The key of the token. */
  public static final String TOKEN = "api.token";

  /** The key of the account's address. */
  public static final String URL = "api.url";

  /** The key that allows or forbids the call that tries a configuration out. */
  public static final String CHECK = "api.check";

  static final String ALLOW_HTTP = "api.allow.http";
  static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
  static final String CONNECT_TIMEOUT_MS = "connect.timeout.ms";

  /** The key of the proxy's address. */
  public static final String PROXY_URL = "proxy.url";

  /** The key of the user that the proxy knows. */
  public static final String PROXY_USER = "proxy.user";

  /** The key of that user's password. */
  public static final String PROXY_PASSWORD = "proxy.password";

  static final int DEFAULT_CONNECT_TIMEOUT_MS = 10_000;

  /** Less than a call with TLS takes across a city. */
  private static final int MIN_TIMEOUT_MS = 100;

  private static final int MAX_TIMEOUT_MS = 3_600_000;

  /** An HTTP proxy. */
  public record Proxy(String host, int port, Optional<Credentials> credentials) {}

  /** Who we are to the proxy. */
  public record Credentials(String user, Password password) {}

  static void define(final ConfigDef def) {
    new Keys(def, "Account")
        .add(
            TOKEN,
            ConfigDef.Type.PASSWORD,
            NO_DEFAULT_VALUE,
            new TextRule("a token of visible ASCII characters", ApiSettings::checkToken),
            HIGH,
            "Access token of the MAAC account (in MAAC: API > API token). Best taken from a config"
                + " provider, as in ${file:/path/to/secrets:maac.token}.")
        .add(
            URL,
            ConfigDef.Type.STRING,
            "https://api.cresclab.com",
            new TextRule("an http or https URL without user, query and fragment", Urls::checkApi),
            HIGH,
            "Base URL of MAAC's API; https://api.jp.cresclab.com for accounts in Japan. A token is"
                + " good for one region only.")
        .add(
            ALLOW_HTTP,
            ConfigDef.Type.BOOLEAN,
            false,
            null,
            LOW,
            "Allows an api.url that is not https. Loopback addresses may be http without it, unless"
                + " there is a proxy. The token is then sent in clear text.")
        .add(
            CHECK,
            ConfigDef.Type.BOOLEAN,
            true,
            null,
            LOW,
            "Whether a configuration is checked with a call to MAAC when it is validated, and so"
                + " whenever a connector is created or changed. false: nothing is called, and a"
                + " wrong token fails the task instead. Runs and restarts never depend on it.")
        .add(
            REQUEST_TIMEOUT_MS,
            ConfigDef.Type.INT,
            60_000,
            between(MIN_TIMEOUT_MS, MAX_TIMEOUT_MS),
            MEDIUM,
            "The longest that one call to MAAC may take as a whole, in milliseconds.")
        .add(
            CONNECT_TIMEOUT_MS,
            ConfigDef.Type.INT,
            DEFAULT_CONNECT_TIMEOUT_MS,
            between(MIN_TIMEOUT_MS, MAX_TIMEOUT_MS),
            LOW,
            "The longest wait for a connection to MAAC, in milliseconds.")
        .add(
            PROXY_URL,
            ConfigDef.Type.STRING,
            "",
            new TextRule("http://host:port, or empty", Urls::checkProxy),
            LOW,
            "HTTP proxy to reach MAAC through, as http://host:port. Proxies in the JVM's own"
                + " properties, such as https.proxyHost, are not used.")
        .add(
            PROXY_USER,
            ConfigDef.Type.STRING,
            "",
            null,
            LOW,
            "User for the proxy, if it requires one.")
        .add(
            PROXY_PASSWORD,
            ConfigDef.Type.PASSWORD,
            "",
            null,
            LOW,
            "Password of that user for the proxy.");
  }

  /** The same with no wait longer than these. */
  public ApiSettings within(final int maxConnectMs, final int maxRequestMs) {
    return new ApiSettings(
        url,
        token,
        Math.min(connectTimeoutMs, maxConnectMs),
        Math.min(requestTimeoutMs, maxRequestMs),
        proxy,
        tls,
        isTriedOut);
  }

  static ApiSettings of(final AbstractConfig config) {
    return new ApiSettings(
        config.getString(URL).strip().replaceAll("/+$", ""),
        new Password(config.getPassword(TOKEN).value().strip()),
        config.getInt(CONNECT_TIMEOUT_MS),
        config.getInt(REQUEST_TIMEOUT_MS),
        proxy(config),
        TlsSettings.of(config),
        config.getBoolean(CHECK));
  }

  private static Optional<Proxy> proxy(final AbstractConfig config) {
    if (config.getString(PROXY_URL).isBlank()) {
      return Optional.empty();
    }
    final URI url = URI.create(config.getString(PROXY_URL).strip());
    final Optional<Credentials> credentials =
        config.getString(PROXY_USER).isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Credentials(config.getString(PROXY_USER), config.getPassword(PROXY_PASSWORD)));
    return Optional.of(new Proxy(url.getHost(), url.getPort(), credentials));
  }

  private static void checkToken(final String token) {
    TextRule.require(!token.isBlank() && token.strip().chars().allMatch(c -> c > ' ' && c < 127));
  }
}
