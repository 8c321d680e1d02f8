package io.pop3.client;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.Printable;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.wire.CoderResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A socket with the protocol core on it: moves octets between the two, and turns every way in which
 * a connection can fail into one {@link Pop3Exception}, after which the connection is gone for
 * good.
 *
 * <p>Writes block, and nothing is read while they do. They can't wait for each other with the
 * server's writes all the same, because what is unanswered never exceeds what socket buffers take:
 * see {@link Window}.
 */
final class Wire {

  private static final int BUFFER_OCTETS = 16_384;
  private static final int CLOSE_MILLIS = 2_000;

  private final ClientOptions options;
  private final Socket socket;
  private final Deadline deadline;
  private final ClientConnection core;
  private final byte[] inputBuffer = new byte[BUFFER_OCTETS];
  private final byte[] outputBuffer = new byte[BUFFER_OCTETS];
  private InputStream input;
  private OutputStream output;
  private @Nullable SSLSocket tls;
  private @Nullable Pop3Exception failure;
  private boolean closed;

  private Wire(ClientOptions options, Socket socket, Deadline deadline) throws IOException {
    this.options = options;
    this.socket = socket;
    this.deadline = deadline;
    boolean implicitTls = options.security() == ConnectionSecurity.IMPLICIT_TLS;
    this.core = ClientConnection.open(implicitTls);
    try {
      socket.setSoTimeout((int) options.readTimeout().toMillis());
      socket.setTcpNoDelay(true);
      this.input = socket.getInputStream();
      this.output = socket.getOutputStream();
      if (implicitTls) {
        handshake();
      }
    } catch (IOException e) {
      Deadline.closeNow(socket);
      throw e;
    }
  }

  /** Connects, and shakes hands if TLS begins with the first octet. */
  static Wire open(ClientOptions options) throws Pop3Exception {
    Deadline deadline = Deadline.start(options.totalTimeout());
    try {
      return new Wire(options, connect(options, deadline), deadline);
    } catch (IOException e) {
      deadline.cancel();
      throw translate(options, deadline, e);
    }
  }

  /** Tries the addresses of the host in turn. */
  private static Socket connect(ClientOptions options, Deadline deadline) throws IOException {
    IOException last = new UnknownHostException("no address");
    for (InetAddress address : InetAddress.getAllByName(options.host())) {
      Socket socket = options.socketFactory().createSocket();
      deadline.guard(socket);
      try {
        socket.connect(
            new InetSocketAddress(address, options.port()),
            (int) options.connectTimeout().toMillis());
        return socket;
      } catch (IOException e) {
        Deadline.closeNow(socket);
        last = e;
      }
    }
    throw last;
  }

  /** Shakes hands after a positive reply to STLS. */
  void startTls() throws Pop3Exception {
    requireAlive();
    try {
      handshake();
    } catch (IOException e) {
      throw fail(translate(options, deadline, e));
    }
    core.tlsEstablished();
  }

  private void handshake() throws IOException {
    SSLSocket layer;
    try {
      layer = TlsLayer.over(socket, options);
    } catch (SSLException e) {
      if (e.getCause() instanceof SocketTimeoutException silence) {
        throw silence;
      }
      throw new TlsException("TLS with " + options + ": handshake failed: " + reason(e), e);
    }
    tls = layer;
    input = layer.getInputStream();
    output = layer.getOutputStream();
  }

  /** Queues a command; it is sent at the next {@link #next()}. */
  void send(Command command) throws Pop3Exception {
    requireAlive();
    core.send(command);
  }

  /**
   * What the server says next; sends what is queued and waits.
   *
   * @throws ConnectionException if the connection ends or times out
   * @throws ServerProtocolException if the server broke the protocol
   */
  ClientEvent next() throws Pop3Exception {
    requireAlive();
    try {
      while (true) {
        ClientEvent event = core.next();
        switch (event.kind()) {
          case NEED_INPUT -> {
            write();
            fill();
          }
          case CLOSED ->
              throw new ConnectionException(
                  "connection to " + options + ": closed by the server (expected: an answer)");
          default -> {
            return event;
          }
        }
      }
    } catch (RemoteProtocolException e) {
      throw fail(violation(e));
    } catch (IOException e) {
      throw fail(translate(options, deadline, e));
    }
  }

  /**
   * Reads from the message that is open.
   *
   * @param target has room
   * @return whether this was the last of it
   */
  boolean readBody(ByteBuffer target) throws Pop3Exception {
    requireAlive();
    int before = target.position();
    try {
      while (true) {
        CoderResult result = core.readBody(target);
        if (result == CoderResult.DONE) {
          return true;
        }
        if (target.position() > before) {
          return false;
        }
        write();
        fill();
      }
    } catch (RemoteProtocolException e) {
      throw fail(violation(e));
    } catch (IOException e) {
      throw fail(translate(options, deadline, e));
    }
  }

  /** Sends what is queued. */
  void flush() throws Pop3Exception {
    requireAlive();
    try {
      write();
    } catch (IOException e) {
      throw fail(translate(options, deadline, e));
    }
  }

  private void write() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(outputBuffer);
    while (core.hasOutput()) {
      core.drainTo(buffer.clear());
      try {
        output.write(outputBuffer, 0, buffer.position());
      } finally {
        // It may have been a password.
        Arrays.fill(outputBuffer, 0, buffer.position(), (byte) 0);
      }
    }
  }

  private void fill() throws IOException {
    int count = input.read(inputBuffer);
    if (count < 0) {
      core.endOfInput();
    } else {
      core.receive(ByteBuffer.wrap(inputBuffer, 0, count));
    }
  }

  private ServerProtocolException violation(RemoteProtocolException e) {
    return new ServerProtocolException("server at " + options + ": " + e.getMessage(), e);
  }

  private static Pop3Exception translate(
      ClientOptions options, Deadline deadline, IOException cause) {
    if (deadline.isExpired()) {
      return new ConnectionException(
          "connection to "
              + options
              + ": not done in time (expected: within "
              + options.totalTimeout().map(Object::toString).orElse("any time")
              + ")",
          cause);
    }
    if (cause instanceof Pop3Exception known) {
      return known;
    }
    if (cause instanceof SocketTimeoutException) {
      return new ConnectionException(
          "connection to "
              + options
              + ": silence (expected: an answer within "
              + options.readTimeout()
              + ")",
          cause);
    }
    return new ConnectionException("connection to " + options + ": lost: " + reason(cause), cause);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    String what = e instanceof UnknownHostException ? "unknown host " : "";
    return message == null ? e.getClass().getSimpleName() : what + Printable.of(message);
  }

  /** Ends the connection because of a failure, which every later call will meet. */
  <E extends Pop3Exception> E fail(E cause) {
    if (failure == null) {
      failure = cause;
    }
    drop();
    return cause;
  }

  private void requireAlive() throws ConnectionException {
    if (closed) {
      Pop3Exception cause = failure;
      String why = cause == null ? "closed by this client" : String.valueOf(cause.getMessage());
      ConnectionException gone =
          new ConnectionException("connection to " + options + ": gone: " + why);
      if (cause != null) {
        gone.initCause(cause);
      }
      throw gone;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** Limits how long the answer to a courtesy is waited for. */
  void hurry() throws Pop3Exception {
    try {
      socket.setSoTimeout(CLOSE_MILLIS);
    } catch (IOException e) {
      throw fail(translate(options, deadline, e));
    }
  }

  /**
   * Says goodbye to TLS and closes (ledger 8314-CLOSE-1); does not wait for the server's goodbye.
   */
  void close() {
    SSLSocket layer = tls;
    if (!closed && layer != null) {
      try {
        socket.setSoTimeout(CLOSE_MILLIS);
        layer.close();
      } catch (IOException e) {
        // Closed below, whatever the server thinks of it.
        drop();
      }
    }
    drop();
  }

  /** Closes at once. */
  void drop() {
    closed = true;
    deadline.cancel();
    Deadline.closeNow(socket);
  }

  ClientConnection core() {
    return core;
  }

  ClientOptions options() {
    return options;
  }

  InetAddress serverAddress() {
    return socket.getInetAddress();
  }

  /** The TLS connection, if there is one. */
  @Nullable SSLSocket tls() {
    return tls;
  }
}
