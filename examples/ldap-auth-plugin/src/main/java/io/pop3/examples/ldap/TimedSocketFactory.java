package io.pop3.examples.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * Makes sockets that give up reading after a while, so that a server that accepts a connection and
 * then says nothing holds nobody up during the TLS handshake: the LDAP library limits the time to
 * connect and the time for each answer, and not what is between.
 */
final class TimedSocketFactory extends SocketFactory {

  private final SocketFactory sockets;
  private final int milliseconds;

  TimedSocketFactory(SocketFactory sockets, Duration timeout) {
    this.sockets = sockets;
    this.milliseconds = (int) timeout.toMillis();
  }

  @Override
  public Socket createSocket() throws IOException {
    return timed(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return timed(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return timed(sockets.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return timed(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return timed(sockets.createSocket(address, port, localAddress, localPort));
  }

  private Socket timed(Socket socket) throws IOException {
    socket.setSoTimeout(milliseconds);
    return socket;
  }
}
