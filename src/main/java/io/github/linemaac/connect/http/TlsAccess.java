package io.github.linemaac.connect.http;

import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.TlsSettings;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.apache.kafka.common.config.ConfigException;

/** Whom a client trusts and who it is to others, as its settings say. */
public final class TlsAccess {
  private static final KeyStore OF_THE_JVM = null;

  private TlsAccess() {}

  /** What is wrong with the stores of the settings on this worker, each fault on its keys. */
  public static List<Fault> faults(final TlsSettings settings) {
    final List<Fault> faults = new ArrayList<>();
    for (final TlsStore store : TlsStore.of(settings)) {
      try {
        store.load();
      } catch (final TlsStore.Unusable e) {
        faults.add(e.fault());
      }
    }
    return faults;
  }

  /**
   * Lets a client use the stores of the settings, or else what the JVM has.
   *
   * @return who the client is to servers that ask
   * @throws ConfigException if a store cannot be used
   */
  static ClientIdentity use(final OkHttpClient.Builder builder, final TlsSettings settings) {
    try {
      final X509TrustManager trust = trust(TlsStore.trusted(settings).load().orElse(OF_THE_JVM));
      final ClientIdentity identity = new ClientIdentity(keys(TlsStore.own(settings)));
      final SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, new TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
      return identity;
    } catch (final TlsStore.Unusable e) {
      throw new ConfigException(e.fault().message());
    } catch (final GeneralSecurityException e) {
      throw new ConfigException(
          "this worker's JVM cannot use the stores of ssl.truststore.location and"
              + " ssl.keystore.location, or its own ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  private static X509TrustManager trust(final KeyStore store) throws GeneralSecurityException {
    final TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return first(factory.getTrustManagers(), X509TrustManager.class);
  }

  private static Optional<X509KeyManager> keys(final TlsStore own)
      throws TlsStore.Unusable, GeneralSecurityException {
    final Optional<KeyStore> store = own.load();
    if (store.isEmpty()) {
      return Optional.empty();
    }
    final KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store.get(), own.keyPassword());
    return Optional.of(first(factory.getKeyManagers(), X509KeyManager.class));
  }

  private static <T> T first(final Object[] managers, final Class<T> type)
      throws GeneralSecurityException {
    return Stream.of(managers)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no " + type.getSimpleName()));
  }
}
