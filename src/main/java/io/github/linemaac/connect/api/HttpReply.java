package io.github.linemaac.connect.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What came of a call to MAAC. */
public sealed interface HttpReply {

  /**
   * An HTTP answer, whatever it says.
   *
   * @param status the HTTP status
   * @param retryAfter the header of that name
   * @param at when it was given, by its own Date header or else by the clock of this worker; empty:
   *     not known
   * @param body the body; that of an error may be cut off after {@link Request#maxAnswerBytes}
   */
  record Reply(int status, Optional<String> retryAfter, Optional<Instant> at, byte[] body)
      implements HttpReply {

    /** One whose time is not known. */
    public Reply(final int status, final Optional<String> retryAfter, final byte[] body) {
      this(status, retryAfter, Optional.empty(), body);
    }

    /**
     * Whether the body is a page for people (HTML, or the XML of a gateway). MAAC answers in JSON,
     * or in a plain sentence, so such a page comes from something before it.
     */
    public boolean isPage() {
      return new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("<");
    }
  }

  /**
   * No answer, or not a whole one: MAAC may have done the work or not.
   *
   * @param how how it was lost
   * @param what what was seen, in words of ours that hold no value of a record
   */
  record Lost(How how, String what) implements HttpReply {

    /** How a call is lost; where there is a proxy, all but the last three are about it. */
    public enum How {
      /** The name of the host leads nowhere. */
      UNKNOWN_HOST,
      /** Nobody listens at that host and port. */
      REFUSED,
      /** No connection came about in time. */
      NO_CONNECTION,
      /** There is a connection, and it did not become a secure one. */
      TLS,
      /** There is a connection, and no whole answer in time. */
      NO_ANSWER,
      /** Anything else that ends a connection. */
      BROKEN
    }

    /** A connection that broke. */
    public Lost(final String what) {
      this(How.BROKEN, what);
    }
  }

  /**
   * The proxy does not open the way to MAAC, which has seen nothing of the call.
   *
   * @param status what the proxy answered to the request for a tunnel
   */
  record ProxyRefused(int status) implements HttpReply {}

  /**
   * The connection did not become a secure one, for a reason that only people can do away with:
   * MAAC has seen nothing of the call.
   */
  record Insecure(TlsFault fault) implements HttpReply {}
}
