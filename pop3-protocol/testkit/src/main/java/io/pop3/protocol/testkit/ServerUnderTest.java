package io.pop3.protocol.testkit;

import io.pop3.protocol.server.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;

/**
 * A POP3 server as the laws see it: what it answers to a client that sends these octets and no
 * more. Each call is a session of its own, on a mailbox that no earlier session has changed.
 */
@FunctionalInterface
public interface ServerUnderTest {

  /**
   * Opens a session, sends, ends the sending side, and reads until the server closes.
   *
   * @param pieces what the client sends, cut as the network might cut it
   * @return everything the server said, its greeting included
   */
  OctetString converse(List<OctetString> pieces);

  /**
   * The server core of this project with a mailbox in memory.
   *
   * @param mailbox who may log in, and to what
   * @param options the settings of the core
   * @param buffers the sizes of the buffers its output goes through
   * @return the server
   */
  static ServerUnderTest core(SampleMailbox mailbox, ServerOptions options, Chunking buffers) {
    return pieces -> {
      HostSession session = HostSession.open(mailbox, options, buffers);
      pieces.forEach(session::receive);
      session.endOfInput();
      return session.takeOutput();
    };
  }

  /**
   * A server that listens somewhere. Its mailbox must be as it was before each conversation.
   *
   * @param host where it listens
   * @param port on which port, without TLS
   * @param timeoutMilliseconds how long to wait for octets before giving up
   * @return the server; it throws {@link UncheckedIOException} if the connection breaks
   */
  static ServerUnderTest at(String host, int port, int timeoutMilliseconds) {
    return pieces -> {
      try (Socket socket = new Socket(host, port)) {
        socket.setSoTimeout(timeoutMilliseconds);
        socket.setTcpNoDelay(true);
        Thread writer = new Thread(() -> send(pieces, socket), "testkit-writer");
        writer.setDaemon(true);
        writer.start();
        return read(socket);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static OctetString read(Socket socket) throws IOException {
    InputStream input = socket.getInputStream();
    return OctetString.of(input.readAllBytes());
  }

  private static void send(List<OctetString> pieces, Socket socket) {
    try {
      OutputStream output = socket.getOutputStream();
      for (OctetString piece : pieces) {
        output.write(piece.toByteArray());
        output.flush();
      }
      socket.shutdownOutput();
    } catch (IOException serverClosedFirst) {
      // A server may end the session before it has read everything; what it said still counts.
      return;
    }
  }
}
