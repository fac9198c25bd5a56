package io.github.linemaac.connect.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Who a client is to a server that asks, and whether one has asked. A server that is not content
 * says so and hangs up, and what it says is often lost with the connection; that it has asked is
 * not. Thread-safe.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
  private final Optional<X509KeyManager> keys;
  private final AtomicBoolean asked = new AtomicBoolean();

  /**
   * Nobody has asked.
   *
   * @param keys what is shown; empty: nothing
   */
  ClientIdentity(final Optional<X509KeyManager> keys) {
    this.keys = keys;
  }

  void forgetThatOneAsked() {
    asked.set(false);
  }

  boolean wasAsked() {
    return asked.get();
  }

  @Override
  public String chooseClientAlias(
      final String[] keyTypes, final Principal[] issuers, final Socket socket) {
    asked.set(true);
    return keys.map(own -> own.chooseClientAlias(keyTypes, issuers, socket)).orElse(null);
  }

  @Override
  public String chooseEngineClientAlias(
      final String[] keyTypes, final Principal[] issuers, final SSLEngine engine) {
    return chooseClientAlias(keyTypes, issuers, null);
  }

  @Override
  public X509Certificate[] getCertificateChain(final String alias) {
    return keys.map(own -> own.getCertificateChain(alias)).orElse(null);
  }

  @Override
  public PrivateKey getPrivateKey(final String alias) {
    return keys.map(own -> own.getPrivateKey(alias)).orElse(null);
  }

  @Override
  public String[] getClientAliases(final String keyType, final Principal[] issuers) {
    return keys.map(own -> own.getClientAliases(keyType, issuers)).orElse(null);
  }

  @Override
  public String[] getServerAliases(final String keyType, final Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(
      final String keyType, final Principal[] issuers, final Socket socket) {
    return null;
  }
}
