package io.pop3.server.benchmarks.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to a POP3 server, line by line. For one thread. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 300_000;

  private final Socket socket = new Socket();
  private final InputStream input;
  private final String greeting;

  /** Connects from any address of this machine. */
  Wire(InetSocketAddress server) throws IOException {
    this(server, InetAddress.getByAddress(new byte[4]));
  }

  /** Connects from one of this machine's addresses. */
  Wire(InetSocketAddress server, InetAddress from) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.setReuseAddress(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(server);
      input = new BufferedInputStream(socket.getInputStream());
      greeting = line();
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  String greeting() {
    return greeting;
  }

  void send(String lines) throws IOException {
    socket.getOutputStream().write((lines + "\r\n").getBytes(ISO_8859_1));
  }

  String call(String line) throws IOException {
    send(line);
    return line();
  }

  /** Says something that the server must agree to. */
  String agree(String line) throws IOException {
    String reply = call(line);
    if (!reply.startsWith("+")) {
      throw new IOException(line.split(" ", 2)[0] + ": " + reply + " (expected: +OK)");
    }
    return reply;
  }

  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = input.read(); octet != '\n'; octet = input.read()) {
      if (octet < 0) {
        throw new EOFException("connection: ended by the server");
      }
      line.append((char) octet);
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
