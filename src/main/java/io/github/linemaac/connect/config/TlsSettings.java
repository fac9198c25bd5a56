package io.github.linemaac.connect.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/**
 * Whom the connector trusts and who it is, where that is not what the JVM has: by the names and in
 * the forms of Kafka's own clients. A key that is not set is in neither map.
 *
 * @param truststore the keys of the store that holds whom to trust; empty: whom the JVM trusts
 * @param keystore the keys of the store that holds a client certificate; empty: none
 */
public record TlsSettings(Map<String, Object> truststore, Map<String, Object> keystore) {

  /** Trusts whom the JVM trusts, and has no certificate of its own. */
  public static final TlsSettings OF_THE_JVM = new TlsSettings(Map.of(), Map.of());

  /** The key of the file that holds whom to trust. */
  public static final String TRUSTSTORE = SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG;

  /** The key of the file that holds the client certificate. */
  public static final String KEYSTORE = SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG;

  static final List<String> TRUSTSTORE_KEYS =
      List.of(
          SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
          SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);

  static final List<String> KEYSTORE_KEYS =
      List.of(
          SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
          SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
          SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
          SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
          SslConfigs.SSL_KEY_PASSWORD_CONFIG);

  /** Copies the maps, so that the settings never change. */
  public TlsSettings {
    truststore = Map.copyOf(truststore);
    keystore = Map.copyOf(keystore);
  }

  static void define(final ConfigDef def) {
    new Keys(def, "TLS")
        .add(
            SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
            STRING,
            "",
            null,
            LOW,
            "File on the worker with the certificates of the CAs to trust: that of a private CA, or"
                + " of a proxy that inspects TLS. Nobody else is trusted then, so with"
                + " mismatch.behavior=report it must also hold the CA of the host that MAAC keeps"
                + " its lists of unmatched members on. Empty: whom the worker's JVM trusts.")
        .add(
            SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "Password of that file; not for PEM.")
        .add(
            SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
            STRING,
            SslConfigs.DEFAULT_SSL_TRUSTSTORE_TYPE,
            null,
            LOW,
            "Form of that file: JKS, PKCS12 or PEM.")
        .add(
            SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "The certificates themselves instead of a file, in PEM, with"
                + " ssl.truststore.type=PEM.")
        .add(
            SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
            STRING,
            "",
            null,
            LOW,
            "File on the worker with the connector's own certificate and its private key, if"
                + " api.url demands one.")
        .add(
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "Password of that file; not for PEM.")
        .add(
            SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
            STRING,
            SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE,
            null,
            LOW,
            "Form of that file: JKS, PKCS12 or PEM.")
        .add(
            SslConfigs.SSL_KEY_PASSWORD_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "Password of the private key, if it is not that of the file.")
        .add(
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "The private key itself instead of a file, in PEM (PKCS #8), with"
                + " ssl.keystore.type=PEM.")
        .add(
            SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
            PASSWORD,
            "",
            null,
            LOW,
            "The certificate of that key and those that it is signed by, in PEM.");
  }

  static TlsSettings of(final AbstractConfig config) {
    return new TlsSettings(
        set(config, TRUSTSTORE_KEYS, SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG),
        set(config, KEYSTORE_KEYS, SslConfigs.SSL_KEYSTORE_TYPE_CONFIG));
  }

  /** The type has a default, and says nothing alone. */
  private static Map<String, Object> set(
      final AbstractConfig config, final List<String> keys, final String type) {
    final Map<String, Object> set = new HashMap<>(config.values());
    set.keySet().retainAll(keys);
    set.values().removeIf(value -> !isSet(value));
    if (!set.isEmpty()) {
      set.put(type, config.getString(type).strip());
    }
    return set;
  }

  static boolean isSet(final Object value) {
    final String text = value instanceof Password password ? password.value() : (String) value;
    return text != null && !text.isBlank();
  }
}
