package io.pop3.client.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Plays the server's side of a dialogue over real sockets, and fails the test when the client
 * strays from the script. One script a connection, in turn.
 *
 * <pre>
 * S: text      sends a line, ended by CRLF
 * S- text      sends octets and no line end
 * S* n text    sends a line n times
 * C: text      expects this line
 * C* text      expects a line that begins so
 * CLOSE        ends the connection
 * RESET        ends it the hard way
 * EOF          expects the client to end it
 * TLS          shakes hands as a server; a failed handshake ends the script
 * </pre>
 *
 * Escapes in texts: backslash with r, n, t, 0, backslash, or x and two hexadecimal digits.
 */
public final class FakeServer implements AutoCloseable {

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[rnt0\\\\]|x[0-9A-Fa-f]{2})");

  private final ServerSocket listener;
  private final Queue<List<String>> scripts = new ArrayDeque<>();
  private final Thread thread;
  private final boolean octetByOctet;
  private final SSLContext tls;
  private volatile Throwable failure;

  private FakeServer(boolean octetByOctet, SSLContext tls, String... scripts) throws IOException {
    this.octetByOctet = octetByOctet;
    this.tls = tls;
    for (String script : scripts) {
      this.scripts.add(script.lines().filter(line -> !line.isBlank()).toList());
    }
    this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.thread = new Thread(this::run, "fake server");
    thread.setDaemon(true);
    thread.start();
  }

  public static FakeServer playing(String... scripts) throws IOException {
    return new FakeServer(false, null, scripts);
  }

  /** Sends every octet in a write, and so a packet, of its own. */
  public static FakeServer playingOctetByOctet(String... scripts) throws IOException {
    return new FakeServer(true, null, scripts);
  }

  public static FakeServer playingWithTls(SSLContext tls, String... scripts) throws IOException {
    return new FakeServer(false, tls, scripts);
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void run() {
    try {
      while (!scripts.isEmpty()) {
        try (Socket socket = listener.accept()) {
          socket.setTcpNoDelay(true);
          play(scripts.remove(), socket);
        }
      }
    } catch (IOException | AssertionError e) {
      failure = e;
    }
  }

  private void play(List<String> script, Socket connection) throws IOException {
    Socket socket = connection;
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    for (String step : script) {
      if (step.startsWith("S: ")) {
        send(out, unescape(step.substring(3) + "\\r\\n"));
      } else if (step.startsWith("S- ")) {
        send(out, unescape(step.substring(3)));
      } else if (step.startsWith("S* ")) {
        String[] parts = step.split(" ", 3);
        byte[] line = unescape(parts[2] + "\\r\\n");
        for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
          send(out, line);
        }
      } else if (step.startsWith("C: ")) {
        expect(step, step.substring(3), readLine(in));
      } else if (step.startsWith("C* ")) {
        String line = readLine(in);
        boolean begins = line != null && line.startsWith(step.substring(3));
        expect(step, begins ? line : step.substring(3), line);
      } else if (step.equals("EOF")) {
        expect(step, null, readLine(in));
      } else if (step.equals("CLOSE")) {
        return;
      } else if (step.equals("RESET")) {
        connection.setSoLinger(true, 0);
        return;
      } else if (step.equals("TLS")) {
        SSLSocket layer =
            (SSLSocket) tls.getSocketFactory().createSocket(socket, null, port(), true);
        layer.setUseClientMode(false);
        if (!handshake(layer)) {
          return;
        }
        socket = layer;
        in = new BufferedInputStream(layer.getInputStream());
        out = layer.getOutputStream();
      } else {
        throw new AssertionError("no such step: " + step);
      }
    }
    // Lest the end of the script look like a lost connection.
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static boolean handshake(SSLSocket layer) {
    try {
      layer.startHandshake();
      return true;
    } catch (IOException e) {
      // The client does not like what it sees.
      return false;
    }
  }

  private void send(OutputStream out, byte[] octets) throws IOException {
    if (octetByOctet) {
      for (byte octet : octets) {
        out.write(octet);
        out.flush();
      }
    } else {
      out.write(octets);
      out.flush();
    }
  }

  private static void expect(String step, String expected, String got) {
    boolean same = expected == null ? got == null : expected.equals(got);
    if (!same) {
      throw new AssertionError("script says \"" + step + "\", client sent " + got);
    }
  }

  /** A line without its CRLF; null at the end of the stream. */
  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    while (octet >= 0) {
      line.write(octet);
      String text = line.toString(StandardCharsets.UTF_8);
      if (text.endsWith("\r\n")) {
        return text.substring(0, text.length() - 2);
      }
      octet = in.read();
    }
    return line.toString(StandardCharsets.UTF_8) + " (cut off)";
  }

  private static byte[] unescape(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Matcher escapes = ESCAPE.matcher(text);
    int end = 0;
    while (escapes.find()) {
      octets.writeBytes(text.substring(end, escapes.start()).getBytes(StandardCharsets.UTF_8));
      String escape = escapes.group().substring(1);
      octets.write(
          switch (escape.charAt(0)) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '0' -> 0;
            case 'x' -> Integer.parseInt(escape.substring(1), 16);
            default -> '\\';
          });
      end = escapes.end();
    }
    octets.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
    return octets.toByteArray();
  }

  /** Waits for the script to be over, and fails if the client strayed from it. */
  public void finish() throws IOException {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    boolean stuck = thread.isAlive();
    listener.close();
    if (failure != null) {
      throw new AssertionError("dialogue: " + failure.getMessage(), failure);
    }
    if (stuck) {
      throw new AssertionError("dialogue: the script is not over");
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
