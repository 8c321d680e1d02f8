package io.pop3.server.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client that sends what it is told and shows what it gets, one character an octet. It knows
 * nothing of POP3 but line ends and the terminator, so that tests can say the wrong thing. Not safe
 * for several threads. Nothing waits longer than 20 seconds.
 */
public final class WireClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final String TERMINATOR_LINE = ".";

  private final Socket socket;
  private final InputStream input;

  private WireClient(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * Connects.
   *
   * @param address where the server is
   * @return a client, before the greeting was read
   */
  public static WireClient connect(InetSocketAddress address) {
    return connect(address, 0);
  }

  /**
   * Connects with a small receive buffer, so that the server can't send much ahead.
   *
   * @param address where the server is
   * @param receiveBufferOctets for the system; 0 to leave it alone
   * @return a client, before the greeting was read
   */
  public static WireClient connect(InetSocketAddress address, int receiveBufferOctets) {
    try {
      Socket socket = new Socket();
      if (receiveBufferOctets > 0) {
        socket.setReceiveBufferSize(receiveBufferOctets);
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(address, PATIENCE_MILLIS);
      return new WireClient(socket);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Begins TLS on this connection: what a client does after STLS, or at once for implicit TLS.
   * Checks the server's name.
   *
   * @param context says whom to trust
   * @param host the server's name
   * @return another client, which takes the place of this one
   */
  public WireClient startTls(SSLContext context, String host) {
    return startTls(context, host, parameters -> {});
  }

  /**
   * Begins TLS on this connection.
   *
   * @param context says whom to trust
   * @param host the server's name
   * @param change changes the parameters of the handshake
   * @return another client, which takes the place of this one
   */
  public WireClient startTls(SSLContext context, String host, Consumer<SSLParameters> change) {
    try {
      SSLSocket tls =
          (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(host)));
      change.accept(parameters);
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return new WireClient(tls);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The socket below.
   *
   * @return the socket, for wrapping it with TLS
   */
  public Socket socket() {
    return socket;
  }

  /**
   * Sends octets as they are, no line end added.
   *
   * @param octets one character an octet
   * @return this client
   */
  public WireClient send(String octets) {
    try {
      socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Sends a line and reads the first line of the reply.
   *
   * @param line a command, without CRLF
   * @return the line, without CRLF
   */
  public String call(String line) {
    return send(line + "\r\n").line();
  }

  /**
   * Sends a line and reads a reply of several lines.
   *
   * @param line a command, without CRLF
   * @return the reply as it came, first line and terminator included
   */
  public String callForLines(String line) {
    return send(line + "\r\n").lines();
  }

  /**
   * Logs in, and expects that to work.
   *
   * @param user the name
   * @param password the password
   * @return this client, with greeting and replies read
   */
  public WireClient login(String user, String password) {
    expectOk(line());
    expectOk(call("USER " + user));
    expectOk(call("PASS " + password));
    return this;
  }

  private static void expectOk(String reply) {
    if (!reply.startsWith("+OK")) {
      throw new AssertionError("reply: " + reply + " (expected: +OK)");
    }
  }

  /**
   * Reads a line.
   *
   * @return the line without CRLF
   */
  public String line() {
    try {
      StringBuilder line = new StringBuilder();
      boolean afterCr = false;
      for (int octet = input.read(); !(afterCr && octet == '\n'); octet = input.read()) {
        if (octet < 0) {
          throw new EOFException("line: ended by the end of input after \"" + line + "\"");
        }
        line.append((char) octet);
        afterCr = octet == '\r';
      }
      return line.substring(0, line.length() - 1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Reads lines up to and including one that is a dot; or one line if it is negative.
   *
   * @return everything as it came
   */
  public String lines() {
    StringBuilder all = new StringBuilder();
    String line = line();
    all.append(line).append("\r\n");
    if (line.startsWith("-ERR")) {
      return all.toString();
    }
    do {
      line = line();
      all.append(line).append("\r\n");
    } while (!line.equals(TERMINATOR_LINE));
    return all.toString();
  }

  /**
   * Reads up to the end of input.
   *
   * @return everything as it came
   */
  public String rest() {
    try {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      input.transferTo(rest);
      return rest.toString(ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Reads some octets.
   *
   * @param count how many
   * @return the octets, fewer only at the end of input
   */
  public String octets(int count) {
    try {
      return new String(input.readNBytes(count), ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * Sends no more, but goes on reading.
   *
   * @return this client
   */
  public WireClient endOutput() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Breaks the connection with a reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
