package io.pop3.example.grammar;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A POP3 server in two small classes and without a library: one client at a time, one mailbox that
 * no session ever changes. It stands for the server you have written yourself.
 */
public final class TinyServer implements AutoCloseable {

  /** There is one client at a time: a silent one must not keep the others waiting for ever. */
  private static final int PATIENCE_MILLISECONDS = 10_000;

  private final ServerSocket listener;
  private final String user;
  private final String password;
  private final List<String> messages;

  private TinyServer(ServerSocket listener, String user, String password, List<String> messages) {
    this.listener = listener;
    this.user = user;
    this.password = password;
    this.messages = List.copyOf(messages);
  }

  /**
   * Starts a server on a free port of this machine alone.
   *
   * @param user who may log in
   * @param password by which password
   * @param messages the mailbox, one character an octet
   * @return the server
   * @throws IOException if no port can be had
   */
  public static TinyServer start(String user, String password, List<String> messages)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TinyServer server = new TinyServer(listener, user, password, messages);
    Thread thread = new Thread(server::serve, "tiny-pop3");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /**
   * Where the server listens.
   *
   * @return its port
   */
  public int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        client.setSoTimeout(PATIENCE_MILLISECONDS);
        talk(client);
      } catch (IOException clientOrListenerGone) {
        // The next client, if the listener is still there, starts afresh.
      }
    }
  }

  private void talk(Socket client) throws IOException {
    InputStream input = new BufferedInputStream(client.getInputStream());
    OutputStream output = new BufferedOutputStream(client.getOutputStream());
    TinySession session = new TinySession(user, password, messages);
    send("+OK tiny server ready\r\n", output);
    String line = readLine(input);
    while (line != null && session.isOpen()) {
      send(session.answer(line), output);
      line = session.isOpen() ? readLine(input) : null;
    }
    output.flush();
    client.shutdownOutput();
    // Whatever the client still sends must not turn the end of the connection into a reset.
    input.transferTo(OutputStream.nullOutputStream());
  }

  private static void send(String text, OutputStream output) throws IOException {
    output.write(text.getBytes(StandardCharsets.ISO_8859_1));
    output.flush();
  }

  /** A line without its line end; longer ones are cut, for they are refused anyway. */
  private static @Nullable String readLine(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = input.read();
    while (octet >= 0 && octet != '\n') {
      if (line.length() <= TinySession.MAX_LINE) {
        line.append((char) octet);
      }
      octet = input.read();
    }
    if (octet < 0) {
      return null;
    }
    boolean cr = line.length() > 0 && line.charAt(line.length() - 1) == '\r';
    return cr ? line.substring(0, line.length() - 1) : line.toString();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
