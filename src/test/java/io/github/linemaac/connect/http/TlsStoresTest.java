package io.github.linemaac.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.linemaac.connect.api.HttpReply;
import io.github.linemaac.connect.config.Fault;
import io.github.linemaac.connect.config.TlsSettings;
import io.github.linemaac.connect.support.Peer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores in each form that Kafka's clients take, and what is told of one that cannot be used. */
class TlsStoresTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final String SECRET = "s3cr3t";

  @TempDir private Path folder;

  private final HeldCertificate ca = new HeldCertificate.Builder().certificateAuthority(0).build();

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12", "PEM"})
  void takesACaInEachForm(final String type) throws Exception {
    final HeldCertificate server =
        new HeldCertificate.Builder().signedBy(ca).addSubjectAlternativeName("127.0.0.1").build();
    try (Peer maac =
        Peer.doing(
            new HandshakeCertificates.Builder()
                .heldCertificate(server)
                .build()
                .sslContext()
                .getServerSocketFactory(),
            Peer.always(OK))) {
      assertThat(
              Client.of("https://127.0.0.1:" + maac.port())
                  .with(new TlsSettings(truststore(type), Map.of()))
                  .call(Client.GET))
          .isInstanceOf(HttpReply.Reply.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"JKS, ''", "JKS, k3y", "PKCS12, ''", "PEM, ''"})
  void takesAKeyInEachForm(final String type, final String keyPassword) throws Exception {
    assertThat(TlsAccess.faults(new TlsSettings(Map.of(), keystore(type, keyPassword)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", ".", "/dev/zero", "\u0000"})
  void tellsThatNoFileIsThere(final String path) {
    final String location = path.startsWith("/") ? path : folder + "/" + path;

    assertThat(trusting(Map.of("ssl.truststore.location", location, "ssl.truststore.type", "PEM")))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.keys()).containsExactly("ssl.truststore.location");
              assertThat(fault.message()).contains("not a file that this worker can read");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void tellsAWrongPassword(final String type) throws Exception {
    final Map<String, Object> trusted = new HashMap<>(truststore(type));
    trusted.put("ssl.truststore.password", new Password("wr0ng"));
    final Map<String, Object> own = new HashMap<>(keystore(type, ""));
    own.put("ssl.keystore.password", new Password("wr0ng"));

    assertThat(TlsAccess.faults(new TlsSettings(trusted, own)))
        .extracting(Fault::keys)
        .containsExactly(
            List.of("ssl.truststore.password"),
            List.of("ssl.keystore.password", "ssl.key.password"));
  }

  @Test
  void tellsAWrongPasswordOfTheKey() throws Exception {
    final Map<String, Object> own = new HashMap<>(keystore("JKS", "k3y"));
    own.remove("ssl.key.password");

    assertThat(TlsAccess.faults(new TlsSettings(Map.of(), own)))
        .extracting(Fault::keys)
        .containsExactly(List.of("ssl.keystore.password", "ssl.key.password"));
  }

  /** What a file holds may be a secret of the worker's. */
  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12", "PEM", "BCFKS", ""})
  void tellsThatAFileIsNoStoreAndNotWhatItHolds(final String type) throws Exception {
    final Path file = Files.writeString(folder.resolve("secrets"), "password=" + SECRET + "\n");
    final Map<String, Object> store =
        Map.of("ssl.truststore.location", file.toString(), "ssl.truststore.type", type);

    assertThat(trusting(store))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.keys())
                  .containsExactly("ssl.truststore.location", "ssl.truststore.type");
              assertThat(fault.message()).doesNotContain(SECRET);
            });
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> Client.of("https://maac.invalid").with(new TlsSettings(store, Map.of())).open())
        .withMessageContaining("ssl.truststore.location")
        .withMessageNotContaining(SECRET)
        .withNoCause();
  }

  @Test
  void tellsWhatAStoreLacks() throws Exception {
    final Map<String, Object> key = keystore("JKS", "");
    final Map<String, Object> keysAsTrust =
        Map.of(
            "ssl.truststore.location", key.get("ssl.keystore.location"),
            "ssl.truststore.password", key.get("ssl.keystore.password"),
            "ssl.truststore.type", "JKS");
    final Map<String, Object> trust = truststore("JKS");
    final Map<String, Object> trustAsKeys =
        Map.of(
            "ssl.keystore.location", trust.get("ssl.truststore.location"),
            "ssl.keystore.password", trust.get("ssl.truststore.password"),
            "ssl.keystore.type", "JKS");

    assertThat(TlsAccess.faults(new TlsSettings(keysAsTrust, trustAsKeys)))
        .extracting(Fault::message)
        .containsExactly(
            "ssl.truststore.location holds no certificate of a CA: check it",
            "ssl.keystore.location holds no private key with its certificate: check it");
  }

  @Test
  void tellsWhatIsNoPemWhereItIsGiven() {
    assertThat(
            TlsAccess.faults(
                new TlsSettings(
                    Map.of(
                        "ssl.truststore.certificates",
                        new Password(SECRET),
                        "ssl.truststore.type",
                        "PEM"),
                    Map.of(
                        "ssl.keystore.key", new Password(SECRET),
                        "ssl.keystore.certificate.chain", new Password(SECRET),
                        "ssl.keystore.type", "PEM"))))
        .extracting(fault -> fault.keys().get(0))
        .containsExactly("ssl.truststore.certificates", "ssl.keystore.key");
  }

  private static List<Fault> trusting(final Map<String, Object> store) {
    return TlsAccess.faults(new TlsSettings(store, Map.of()));
  }

  private Map<String, Object> truststore(final String type) throws Exception {
    if (type.equals("PEM")) {
      final Path file = Files.writeString(folder.resolve("ca.pem"), ca.certificatePem());
      return Map.of("ssl.truststore.location", file.toString(), "ssl.truststore.type", type);
    }
    final KeyStore store = empty(type);
    store.setCertificateEntry("ca", ca.certificate());
    return Map.of(
        "ssl.truststore.location",
        written(store, "trust").toString(),
        "ssl.truststore.password",
        new Password(SECRET),
        "ssl.truststore.type",
        type);
  }

  private Map<String, Object> keystore(final String type, final String keyPassword)
      throws Exception {
    final HeldCertificate own = new HeldCertificate.Builder().signedBy(ca).build();
    if (type.equals("PEM")) {
      final Path file =
          Files.writeString(
              folder.resolve("own.pem"), own.certificatePem() + own.privateKeyPkcs8Pem());
      return Map.of("ssl.keystore.location", file.toString(), "ssl.keystore.type", type);
    }
    final KeyStore store = empty(type);
    store.setKeyEntry(
        "own",
        own.keyPair().getPrivate(),
        (keyPassword.isEmpty() ? SECRET : keyPassword).toCharArray(),
        new Certificate[] {own.certificate()});
    final Map<String, Object> keys = new HashMap<>();
    keys.put("ssl.keystore.location", written(store, "own").toString());
    keys.put("ssl.keystore.password", new Password(SECRET));
    keys.put("ssl.keystore.type", type);
    if (!keyPassword.isEmpty()) {
      keys.put("ssl.key.password", new Password(keyPassword));
    }
    return keys;
  }

  private static KeyStore empty(final String type) throws GeneralSecurityException, IOException {
    final KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private Path written(final KeyStore store, final String name)
      throws GeneralSecurityException, IOException {
    final Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, SECRET.toCharArray());
    }
    return file;
  }
}
