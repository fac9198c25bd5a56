package io.github.linemaac.connect.http;

import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;

/**
 * Sees how far each call comes, since that says more of a failure than its exception, and lets the
 * call's socket send at once. OkHttp calls it on the thread of the call; any thread may ask.
 */
final class CallWatch extends EventListener {

  /** How far a call has come. */
  enum Reached {
    NONE,
    SECURING,
    CONNECTED
  }

  /** How far one call has come; goes with it as its tag. */
  private record Progress(AtomicReference<Reached> reached) {
    Progress() {
      this(new AtomicReference<>(Reached.NONE));
    }
  }

  /** Lets a call be followed; any call of a client that has a watch must be. */
  static Request.Builder follow(final Request.Builder call) {
    return call.tag(Progress.class, new Progress());
  }

  /** How far a call that is {@linkplain #follow followed} has come. */
  static Reached of(final Call call) {
    return progress(call).get();
  }

  @Override
  public void secureConnectStart(final Call call) {
    progress(call).set(Reached.SECURING);
  }

  @Override
  public void connectionAcquired(final Call call, final Connection connection) {
    progress(call).set(Reached.CONNECTED);
    sendAtOnce(connection.socket());
  }

  /**
   * OkHttp leaves Nagle's algorithm on: the last packet of a body then waits until the peer has
   * acknowledged those before, and a peer may take 40 ms and more for that (RFC 1122, delayed
   * acknowledgements).
   */
  private static void sendAtOnce(final Socket socket) {
    try {
      socket.setTcpNoDelay(true);
    } catch (final SocketException e) {
      // The connection is gone, and the call will say so.
    }
  }

  private static AtomicReference<Reached> progress(final Call call) {
    return call.request().tag(Progress.class).reached();
  }
}
