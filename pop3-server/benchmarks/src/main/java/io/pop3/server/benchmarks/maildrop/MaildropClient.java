package io.pop3.server.benchmarks.maildrop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One session, each command timed; what comes back is counted, not kept. */
final class MaildropClient implements AutoCloseable {

  static final String PASSWORD = "secret";

  /** How many DELE are sent before their replies are read. */
  private static final int PIPELINE = 100;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int messages;

  private MaildropClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Connects and logs in, up to the answer to STAT. */
  static MaildropClient logIn(String user) throws IOException {
    Socket socket = new Socket();
    socket.connect(MeasuredServer.address());
    socket.setTcpNoDelay(true);
    MaildropClient client = new MaildropClient(socket);
    client.expectOk("greeting");
    client.call("USER " + user);
    client.call("PASS " + PASSWORD);
    String[] stat = client.call("STAT").split(" ", -1);
    client.messages = Integer.parseInt(stat[1]);
    return client;
  }

  /** How many messages STAT told of. */
  int messages() {
    return messages;
  }

  private String call(String command) throws IOException {
    send(command + "\r\n");
    return expectOk(command);
  }

  private void send(String commands) throws IOException {
    out.write(commands.getBytes(StandardCharsets.US_ASCII));
  }

  private String expectOk(String what) throws IOException {
    String line = line();
    if (!line.startsWith("+OK")) {
      throw new IOException(what + ": " + line + " (expected: +OK)");
    }
    return line;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = next(); octet != '\n'; octet = next()) {
      line.append((char) octet);
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (start == end) {
      start = 0;
      end = in.read(buffer);
      if (end < 0) {
        throw new IOException("connection: closed by the server");
      }
    }
    return buffer[start++];
  }

  /** LIST or UIDL of all messages. */
  void list(String command) throws IOException {
    call(command);
    int lines = 0;
    boolean first = true;
    boolean dot = false;
    while (true) {
      int octet = next();
      if (octet == '\n') {
        if (dot) {
          break;
        }
        lines++;
        first = true;
      } else {
        dot = octet == '\r' ? dot : first && octet == '.';
        first = false;
      }
    }
    if (lines != messages) {
      throw new IOException(command + ": " + lines + " lines (expected: " + messages + ")");
    }
  }

  /** Marks every so many messages. */
  void delete(int count) throws IOException {
    int step = messages / count;
    for (int done = 0; done < count; done += PIPELINE) {
      StringBuilder commands = new StringBuilder();
      int batch = Math.min(PIPELINE, count - done);
      for (int i = 0; i < batch; i++) {
        commands.append("DELE ").append((done + i) * step + 1).append("\r\n");
      }
      send(commands.toString());
      for (int i = 0; i < batch; i++) {
        expectOk("DELE");
      }
    }
  }

  void quit() throws IOException {
    call("QUIT");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
