package io.github.linemaac.connect.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets that pass over the JVM's own SOCKS proxy ({@code socksProxyHost}), unlike others. */
final class DirectSockets extends SocketFactory {

  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY);
  }

  @Override
  public Socket createSocket(final String host, final int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(final InetAddress host, final int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(
      final String host, final int port, final InetAddress localHost, final int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, localHost, localPort);
  }

  @Override
  public Socket createSocket(
      final InetAddress host, final int port, final InetAddress localHost, final int localPort)
      throws IOException {
    final Socket socket = createSocket();
    socket.bind(new InetSocketAddress(localHost, localPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  private Socket connected(final InetSocketAddress address) throws IOException {
    final Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
