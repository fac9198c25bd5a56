package io.github.linemaac.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;

/** Rules about how the keys of TLS go together, as Kafka's clients have them. Pure. */
final class TlsChecks {
  private static final String PEM = "PEM";

  private final Map<String, ?> values;
  private final List<Fault> faults;

  private TlsChecks(final Map<String, ?> values, final List<Fault> faults) {
    this.values = values;
    this.faults = faults;
  }

  static void add(final Map<String, ?> values, final List<Fault> faults) {
    final TlsChecks checks = new TlsChecks(values, faults);
    checks.checkStore(
        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
        SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
        SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
        List.of(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG));
    checks.checkStore(
        SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
        SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
        SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
        List.of(
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG, SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG));
    checks.checkPair();
    checks.checkKeyPassword();
  }

  private void checkStore(
      final String location, final String password, final String type, final List<String> inline) {
    final List<String> given = inline.stream().filter(this::isSet).toList();
    final boolean isPem = PEM.equals(CrossChecks.text(values, type).strip());
    if (isSet(password) && !isSet(location)) {
      fault(password + " is set and " + location + " is not: set both or none", password, location);
    }
    if (isSet(password) && isPem) {
      fault(
          password + " is set, but PEM files have no password: remove it, or set another " + type,
          password,
          type);
    }
    for (final String key : given) {
      if (isSet(location)) {
        fault(key + " and " + location + " are both set: remove one of them", key, location);
      }
      if (!isPem) {
        fault(key + " is set, so " + type + " must be PEM: set it", key, type);
      }
    }
  }

  private void checkPair() {
    final List<String> pair =
        new ArrayList<>(
            List.of(
                SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG));
    if (isSet(pair.get(0)) != isSet(pair.get(1))) {
      fault(
          "ssl.keystore.key and ssl.keystore.certificate.chain need each other: set both or none",
          pair.get(0),
          pair.get(1));
    }
  }

  private void checkKeyPassword() {
    if (isSet(SslConfigs.SSL_KEY_PASSWORD_CONFIG)
        && !isSet(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG)
        && !isSet(SslConfigs.SSL_KEYSTORE_KEY_CONFIG)) {
      fault(
          "ssl.key.password is set, but no key is: set ssl.keystore.location, or remove"
              + " ssl.key.password",
          SslConfigs.SSL_KEY_PASSWORD_CONFIG,
          SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
    }
  }

  private boolean isSet(final String key) {
    return values.get(key) != null && TlsSettings.isSet(values.get(key));
  }

  private void fault(final String message, final String... keys) {
    faults.add(Fault.of(message, keys));
  }
}
