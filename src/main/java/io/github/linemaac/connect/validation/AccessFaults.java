package io.github.linemaac.connect.validation;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.api.TlsFault;
import io.github.linemaac.connect.config.ApiSettings;
import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.TlsSettings;
import java.util.Optional;

/**
 * What an answer says about the keys that lead to the account: each kind of trouble on the key to
 * look at. Pure.
 *
 * @param throughProxy whether the configuration has a proxy
 */
record AccessFaults(boolean throughProxy) {
  private static final String UNPROVEN =
      ". The token could not be checked: try again when MAAC responds, or set api.check=false to go"
          + " on without";

  private static final String NEEDS_PROXY =
      ", or set proxy.url if this worker reaches the internet through a proxy";

  /** The fault that an answer shows; empty if it shows none. */
  Optional<Fault> of(final HttpReply answer) {
    if (answer instanceof HttpReply.Lost lost) {
      return Optional.of(lost(lost.how()));
    }
    if (answer instanceof HttpReply.Insecure insecure) {
      return Optional.of(insecure(insecure.fault()));
    }
    if (answer instanceof HttpReply.ProxyRefused refused) {
      return Optional.of(proxyRefused(refused.status()));
    }
    final HttpReply.Reply reply = (HttpReply.Reply) answer;
    return reply.status() == 403 && reply.isPage()
        ? Optional.of(refusedBeforeMaac())
        : replied(reply.status());
  }

  static boolean isSuccess(final HttpReply answer) {
    return answer instanceof HttpReply.Reply reply && reply.status() / 100 == 2;
  }

  /** An answer with a good status that MAAC does not give. */
  static Fault notMaac() {
    return Fault.of(
        "api.url responded, but not like MAAC: check that it is MAAC's", ApiSettings.URL);
  }

  private Fault lost(final HttpReply.Lost.How how) {
    return switch (how) {
      case UNKNOWN_HOST ->
          throughProxy
              ? onProxy("this worker cannot resolve the host of proxy.url: check proxy.url")
              : onUrl(
                  "this worker cannot resolve the host of api.url: check api.url" + NEEDS_PROXY);
      case REFUSED ->
          throughProxy
              ? onProxy(
                  "connection to proxy.url refused, nothing is listening there: check its host"
                      + " and port")
              : onUrl(
                  "connection to api.url refused, nothing is listening there: check its host and"
                      + " port");
      case NO_CONNECTION ->
          throughProxy
              ? onProxy(
                  "timed out connecting through proxy.url: check its host"
                      + " and port, and that the proxy is up")
              : onUrl(
                  "timed out connecting to api.url: check its host and"
                      + " port, and the firewall"
                      + NEEDS_PROXY);
      case TLS ->
          onUrl(
              "the TLS handshake with api.url failed: check that its host and port are"
                  + " MAAC's, and whether it demands a client certificate (ssl.keystore.location)");
      case NO_ANSWER ->
          onUrl("MAAC is down or slow: api.url did not respond within a few seconds" + UNPROVEN);
      case BROKEN ->
          onUrl(
              "MAAC is down, or api.url is not MAAC's: the connection was closed before the"
                  + " response was complete"
                  + UNPROVEN);
    };
  }

  private static Fault insecure(final TlsFault fault) {
    return switch (fault) {
      case UNTRUSTED -> Fault.of(fault.words(), TlsSettings.TRUSTSTORE, ApiSettings.URL);
      case CLIENT_CERTIFICATE -> Fault.of(fault.words(), TlsSettings.KEYSTORE);
      case EXPIRED, NOT_YET_VALID, WRONG_HOST, OLD_PROTOCOL, PLAIN_TEXT -> onUrl(fault.words());
    };
  }

  private static Fault proxyRefused(final int status) {
    if (status == 407) {
      return notKnownToProxy();
    }
    final String seen = "the proxy did not open a tunnel to api.url (HTTP " + status + "): ";
    return status / 100 == 5
        ? onUrl(seen + "check the host of api.url, and whether the proxy can reach it")
        : onProxy(seen + "check proxy.url, and that the proxy allows the host of api.url");
  }

  private static Optional<Fault> replied(final int status) {
    final String seen = "(HTTP " + status + ")";
    return switch (status) {
      case 401, 403 ->
          Optional.of(
              Fault.of(
                  "MAAC rejected the token "
                      + seen
                      + ": check api.token, that it has the permission for what data.object says,"
                      + " and that api.url is the region that it was issued for",
                  ApiSettings.TOKEN));
      case 407 -> Optional.of(notKnownToProxy());
      // Whoever is asked to come later was let in, and there is nothing to fix.
      case 429 -> Optional.empty();
      case 408, 425 -> Optional.of(down(seen));
      default ->
          switch (status / 100) {
            case 2 -> Optional.empty();
            case 3 ->
                Optional.of(
                    onUrl(
                        "api.url redirects to another address "
                            + seen
                            + ", and that is not followed so that the token stays with api.url:"
                            + " check that api.url is MAAC's, with https"));
            case 4 ->
                Optional.of(
                    onUrl(
                        "api.url does not have an endpoint that MAAC has "
                            + seen
                            + ": check that it is MAAC's, without a path"));
            default -> Optional.of(down(seen));
          };
    };
  }

  private static Fault refusedBeforeMaac() {
    return onUrl(
        "a firewall or gateway in front of MAAC blocks this worker with a web page (HTTP"
            + " 403): ask whoever runs it to allow api.url, and check that api.url is MAAC's"
            + UNPROVEN);
  }

  private static Fault down(final String seen) {
    return onUrl("MAAC is down " + seen + UNPROVEN);
  }

  private static Fault notKnownToProxy() {
    return Fault.of(
        "the proxy rejected the credentials (HTTP 407): check proxy.user" + " and proxy.password",
        ApiSettings.PROXY_USER,
        ApiSettings.PROXY_PASSWORD);
  }

  private static Fault onUrl(final String message) {
    return Fault.of(message, ApiSettings.URL);
  }

  private static Fault onProxy(final String message) {
    return Fault.of(message, ApiSettings.PROXY_URL);
  }
}
