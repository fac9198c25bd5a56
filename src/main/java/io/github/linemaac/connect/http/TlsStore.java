package io.github.linemaac.connect.http;

import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * A store of certificates or keys, read by the class that reads those of Kafka's own clients (the
 * default of their {@code ssl.engine.factory.class}), so that it takes the same forms. Errors tell
 * nothing of what a file holds.
 *
 * @param prefix what its keys begin with
 * @param keys the keys that are set and their values; empty: there is no such store
 * @param read which of the stores that Kafka's class holds it is
 * @param content what it must hold
 */
record TlsStore(
    String prefix,
    Map<String, Object> keys,
    Function<SslEngineFactory, KeyStore> read,
    Content content) {

  /** More than any store of certificates; what is longer is not read. */
  private static final long MAX_BYTES = 10_000_000;

  /** What a store must hold. */
  private enum Content {
    CERTIFICATE("no certificate of a CA"),
    KEY("no private key with its certificate");

    private final String lack;

    Content(final String lack) {
      this.lack = lack;
    }

    boolean isIn(final KeyStore store, final String alias) throws KeyStoreException {
      return this == KEY ? store.isKeyEntry(alias) : store.isCertificateEntry(alias);
    }
  }

  /** Why a store cannot be used, and on which keys to look. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    Unusable(final Fault fault) {
      super(fault.message());
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  static TlsStore trusted(final TlsSettings settings) {
    return new TlsStore(
        "ssl.truststore", settings.truststore(), SslEngineFactory::truststore, Content.CERTIFICATE);
  }

  static TlsStore own(final TlsSettings settings) {
    return new TlsStore(
        "ssl.keystore", settings.keystore(), SslEngineFactory::keystore, Content.KEY);
  }

  static List<TlsStore> of(final TlsSettings settings) {
    return List.of(trusted(settings), own(settings));
  }

  /** The store; empty if there is none. */
  Optional<KeyStore> load() throws Unusable {
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    checkFile();
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new ConfigDef().withClientSslSupport().parse(keys));
      final KeyStore store = read.apply(factory);
      for (final String alias : Collections.list(store.aliases())) {
        if (content.isIn(store, alias)) {
          return Optional.of(store);
        }
      }
      throw new Unusable(Fault.of(place() + " holds " + content.lack + ": check it", place()));
    } catch (final KafkaException | KeyStoreException e) {
      throw new Unusable(unreadable(e));
    }
  }

  /** The password of the key, as Kafka's clients choose it; null: it has none. */
  char[] keyPassword() {
    for (final String key :
        List.of(SslConfigs.SSL_KEY_PASSWORD_CONFIG, SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG)) {
      if (keys.get(key) instanceof Password password) {
        return password.value().toCharArray();
      }
    }
    return null;
  }

  private void checkFile() throws Unusable {
    if (keys.get(location()) instanceof String path && !isReadable(path)) {
      throw new Unusable(
          Fault.of(
              location()
                  + " is not a file that this worker can read (of at most 10 MB): check that it"
                  + " exists on every worker, and its permissions",
              location()));
    }
  }

  private static boolean isReadable(final String text) {
    try {
      final Path path = Path.of(text);
      return Files.isRegularFile(path) && Files.isReadable(path) && Files.size(path) <= MAX_BYTES;
    } catch (final IOException | InvalidPathException e) {
      return false;
    }
  }

  private Fault unreadable(final Exception e) {
    final String type = prefix + ".type";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnrecoverableKeyException) {
        final String password = prefix + ".password";
        return content == Content.KEY
            ? Fault.of(
                password + " or ssl.key.password does not open " + place() + ": check them",
                password,
                SslConfigs.SSL_KEY_PASSWORD_CONFIG)
            : Fault.of(password + " does not open " + place() + ": check it", password);
      }
    }
    return Fault.of(
        place()
            + " cannot be read as what "
            + type
            + " says: check both"
            + (content == Content.KEY ? ", and ssl.key.password" : ""),
        place(),
        type);
  }

  private String location() {
    return prefix + ".location";
  }

  /** The key that says where the store is. */
  private String place() {
    if (keys.containsKey(location())) {
      return location();
    }
    return content == Content.KEY
        ? SslConfigs.SSL_KEYSTORE_KEY_CONFIG
        : SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG;
  }
}
