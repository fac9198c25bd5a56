package io.github.linemaac.connect.config;

import static io.github.linemaac.connect.config.CrossChecks.text;
import static io.github.linemaac.connect.config.CrossChecks.value;

import io.github.linemaac.connect.model.MaacLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** Rules about how the keys go together that lead to the account. Pure. */
final class AccountChecks {
  private AccountChecks() {}

  static void add(final Map<String, ?> values, final List<Fault> faults) {
    checkHttp(values, faults);
    checkProxy(values, faults);
    checkTimeouts(values, faults);
    checkPace(values, faults);
    TlsChecks.add(values, faults);
  }

  /** A proxy is asked for http by name, so even "localhost" is its own, and not this worker's. */
  private static void checkHttp(final Map<String, ?> values, final List<Fault> faults) {
    final Optional<String> url = value(values, ApiSettings.URL, String.class).filter(Urls::isHttp);
    final boolean allowed =
        value(values, ApiSettings.ALLOW_HTTP, Boolean.class).orElse(Boolean.FALSE);
    if (url.isEmpty() || allowed) {
      return;
    }
    if (!text(values, ApiSettings.PROXY_URL).isBlank()) {
      faults.add(
          Fault.of(
              "api.url is http and proxy.url is set, so the token would be sent to the proxy in"
                  + " clear text: use https, remove proxy.url, or set api.allow.http=true",
              ApiSettings.URL,
              ApiSettings.PROXY_URL,
              ApiSettings.ALLOW_HTTP));
    } else if (Urls.isOpenToNetwork(url.get())) {
      faults.add(
          Fault.of(
              "api.url is http, so the token would be sent in clear text: use https, or"
                  + " set api.allow.http=true",
              ApiSettings.URL,
              ApiSettings.ALLOW_HTTP));
    }
  }

  private static void checkProxy(final Map<String, ?> values, final List<Fault> faults) {
    final boolean hasProxy = !text(values, ApiSettings.PROXY_URL).isBlank();
    final boolean hasUser = !text(values, ApiSettings.PROXY_USER).isEmpty();
    if (hasUser && !hasProxy) {
      faults.add(
          Fault.of(
              "proxy.user is set, but proxy.url is not: set proxy.url, or remove proxy.user",
              ApiSettings.PROXY_URL,
              ApiSettings.PROXY_USER));
    }
    if (isSet(values, ApiSettings.PROXY_PASSWORD) && !hasUser) {
      faults.add(
          Fault.of(
              "proxy.password is set, but proxy.user is not: set both or none",
              ApiSettings.PROXY_USER,
              ApiSettings.PROXY_PASSWORD));
    }
  }

  /** The default of connect.timeout.ms is bounded by any request.timeout.ms without a word. */
  private static void checkTimeouts(final Map<String, ?> values, final List<Fault> faults) {
    final Optional<Integer> connectMs =
        value(values, ApiSettings.CONNECT_TIMEOUT_MS, Integer.class)
            .filter(ms -> ms != ApiSettings.DEFAULT_CONNECT_TIMEOUT_MS);
    final Optional<Integer> requestMs =
        value(values, ApiSettings.REQUEST_TIMEOUT_MS, Integer.class);
    if (connectMs.isPresent() && requestMs.isPresent() && connectMs.get() > requestMs.get()) {
      faults.add(
          Fault.of(
              "connect.timeout.ms is longer than request.timeout.ms, which ends the whole call:"
                  + " lower the first or raise the second",
              ApiSettings.CONNECT_TIMEOUT_MS,
              ApiSettings.REQUEST_TIMEOUT_MS));
    }
  }

  /** MAAC OpenAPI, import contacts: 15 imports a minute for an account. Others may allow more. */
  private static void checkPace(final Map<String, ?> values, final List<Fault> faults) {
    final boolean isMaac =
        value(values, ApiSettings.URL, String.class).filter(Urls::isMaac).isPresent();
    final Optional<Integer> perMinute =
        value(values, DeliverySettings.IMPORTS_PER_MINUTE, Integer.class);
    if (isMaac && perMinute.isPresent() && perMinute.get() > MaacLimits.IMPORTS_PER_MINUTE) {
      faults.add(
          Fault.of(
              "imports.per.minute is more than the 15 that MAAC allows an account, so the rest"
                  + " would only be throttled: lower it to 15 or less",
              DeliverySettings.IMPORTS_PER_MINUTE,
              ApiSettings.URL));
    }
  }

  static boolean isSet(final Map<String, ?> values, final String key) {
    return value(values, key, Password.class)
        .filter(password -> !password.value().isEmpty())
        .isPresent();
  }
}
