package io.pop3.examples.walkthrough;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Speaks POP3 as a person at a telnet prompt would, and writes down who said what: {@code C:}
 * before the client's lines, {@code S:} before the server's.
 */
final class Dialogue implements AutoCloseable {

  private static final Set<String> MULTI_LINE = Set.of("LIST", "RETR 1", "RETR 2", "UIDL", "CAPA");

  private final Socket socket;
  private final BufferedReader in;
  private final Writer out;
  private final StringBuilder transcript;

  Dialogue(int port, StringBuilder transcript) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    this.out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
    this.transcript = transcript;
    hear();
  }

  /** Says a command and writes down the reply. */
  void say(String command) throws IOException {
    transcript.append("C: ").append(command).append('\n');
    out.write(command + "\r\n");
    out.flush();
    boolean positive = hear().startsWith("+OK");
    if (positive && MULTI_LINE.contains(command)) {
      while (!hear().equals(".")) {
        // Every line is written down as it is heard.
      }
    }
  }

  private String hear() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the server closed the connection (expected: a reply)");
    }
    transcript.append(("S: " + line).stripTrailing()).append('\n');
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
