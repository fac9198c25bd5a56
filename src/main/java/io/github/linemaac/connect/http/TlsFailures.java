package io.github.linemaac.connect.http;

import io.github.linemaac.connect.api.TlsFault;
import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Tells from what the JVM throws why a connection did not become a secure one. Certificates have
 * exceptions of their own; of what the peer says, and of what is no TLS, there is only the message
 * (that of JSSE, the JVM's own provider; one of another provider's stays untold).
 */
final class TlsFailures {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: ([a-z_]+)");
  private static final Pattern OLD = Pattern.compile("protocol[ _]version|No appropriate protocol");
  private static final Pattern PLAIN = Pattern.compile("Unsupported or unrecognized SSL message");

  /** RFC 8446, 6.2: what a peer says of a certificate, and the only one that it sees is ours. */
  private static final Set<String> ABOUT_OURS =
      Set.of(
          "access_denied",
          "bad_certificate",
          "certificate_expired",
          "certificate_required",
          "certificate_revoked",
          "certificate_unknown",
          "no_certificate",
          "unknown_ca",
          "unsupported_certificate");

  private TlsFailures() {}

  /** Why no secure connection came about; empty if another try may end differently. */
  static Optional<TlsFault> fault(final Exception e) {
    final List<Throwable> causes = causes(e);
    return causes.stream().noneMatch(SSLException.class::isInstance)
        ? Optional.empty()
        : aboutTheirs(causes).or(() -> said(causes));
  }

  /** Whether the peer, or somebody between, has ended the connection. */
  static boolean isHangUp(final Exception e) {
    return causes(e).stream()
        .anyMatch(
            cause ->
                cause instanceof SocketException
                    || cause instanceof EOFException
                    || cause instanceof SSLException);
  }

  /** What was seen, in words that quote neither a peer nor a certificate. */
  static String words(final Exception e) {
    final List<Throwable> causes = causes(e);
    final String last = causes.get(causes.size() - 1).getClass().getSimpleName();
    return messages(causes).stream()
        .map(ALERT::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(alert -> last + ", TLS alert " + alert.group(1))
        .orElse(last);
  }

  private static Optional<TlsFault> aboutTheirs(final List<Throwable> causes) {
    if (has(causes, CertificateExpiredException.class)) {
      return Optional.of(TlsFault.EXPIRED);
    }
    if (has(causes, CertificateNotYetValidException.class)) {
      return Optional.of(TlsFault.NOT_YET_VALID);
    }
    if (has(causes, SSLPeerUnverifiedException.class)) {
      return Optional.of(TlsFault.WRONG_HOST);
    }
    return has(causes, CertificateException.class)
            || has(causes, CertPathBuilderException.class)
            || has(causes, CertPathValidatorException.class)
        ? Optional.of(TlsFault.UNTRUSTED)
        : Optional.empty();
  }

  private static Optional<TlsFault> said(final List<Throwable> causes) {
    for (final String message : messages(causes)) {
      final Matcher alert = ALERT.matcher(message);
      if (alert.find() && ABOUT_OURS.contains(alert.group(1))) {
        return Optional.of(TlsFault.CLIENT_CERTIFICATE);
      }
      if (OLD.matcher(message).find()) {
        return Optional.of(TlsFault.OLD_PROTOCOL);
      }
      if (PLAIN.matcher(message).find()) {
        return Optional.of(TlsFault.PLAIN_TEXT);
      }
    }
    return Optional.empty();
  }

  private static boolean has(final List<Throwable> causes, final Class<? extends Exception> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static List<String> messages(final List<Throwable> causes) {
    return causes.stream().map(cause -> String.valueOf(cause.getMessage())).toList();
  }

  private static List<Throwable> causes(final Exception e) {
    final List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = e; cause != null && !causes.contains(cause); cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}
