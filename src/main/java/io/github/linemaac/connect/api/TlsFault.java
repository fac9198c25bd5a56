package io.github.linemaac.connect.api;

/** Why a connection did not become a secure one, where no other try would end differently. */
public enum TlsFault {
  /** Nobody who is trusted has signed the certificate. */
  UNTRUSTED(
      "this worker does not trust the CA that signed the certificate it received. If it is a"
          + " private CA, or a proxy that inspects TLS, name a store with the CA's certificate in"
          + " ssl.truststore.location; if not, check that api.url is MAAC's"),
  /** The certificate's time is over. */
  EXPIRED(
      "the certificate that this worker received has expired: ask whoever runs the host of api.url"
          + " to renew it, and check this worker's clock"),
  /** The certificate's time has not begun. */
  NOT_YET_VALID(
      "the certificate that this worker received is not valid yet: check this worker's clock, and"
          + " ask whoever runs the host of api.url"),
  /** The certificate is somebody else's. */
  WRONG_HOST(
      "the certificate that this worker received is for another host: check that the host of"
          + " api.url is spelled as in the certificate"),
  /** The peer knows only versions of TLS that are no longer safe. */
  OLD_PROTOCOL(
      "the host of api.url does not support a safe version of TLS (1.2 or 1.3): ask whoever runs it"
          + " to allow one"),
  /** The peer does not speak TLS. */
  PLAIN_TEXT(
      "the server does not speak TLS at all: check the port of api.url, and that https is right"),
  /** The peer wants to know who the connector is, and is not content with what it was shown. */
  CLIENT_CERTIFICATE(
      "the host of api.url demands a client certificate, or does not accept the one that it was"
          + " sent: set ssl.keystore.location to a store with a certificate and key that it"
          + " accepts");

  private final String words;

  TlsFault(final String words) {
    this.words = words;
  }

  /** What was seen and what to do now, as a sentence without its full stop. */
  public String words() {
    return "the TLS handshake with api.url failed: " + words;
  }
}
