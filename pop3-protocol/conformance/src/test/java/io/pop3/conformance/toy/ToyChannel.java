package io.pop3.conformance.toy;

import io.pop3.conformance.internal.wire.Octets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Lines and octets of one connection of a toy server. */
final class ToyChannel {

  private static final int ENDLESS = 66_000;
  private static final int TLS_HANDSHAKE = 0x16;

  private final Socket tcp;
  private final ToyBehavior behavior;
  private final ToyOptions options;
  private Socket socket;
  private String buffer = "";
  private boolean atEnd;

  ToyChannel(Socket tcp, ToyBehavior behavior, ToyOptions options) {
    this.tcp = tcp;
    this.socket = tcp;
    this.behavior = behavior;
    this.options = options;
  }

  boolean isTls() {
    return socket instanceof SSLSocket;
  }

  boolean hasBuffered() {
    return !buffer.isEmpty();
  }

  String takeBuffered() {
    String taken = buffer;
    buffer = "";
    return taken;
  }

  void putBack(String octets) {
    buffer = octets + buffer;
  }

  /**
   * A line.
   *
   * @param text its octets
   * @param endless whether its end did not come
   */
  record Line(String text, boolean endless) {}

  /** The next line without its end; empty at the end of the input. */
  Optional<Line> readLine() throws IOException {
    while (true) {
      int end = behavior.bareLfEndsLine() ? buffer.indexOf('\n') : buffer.indexOf("\r\n");
      if (end >= 0) {
        return Optional.of(takeLine(end));
      }
      if (behavior.takesSegmentsForLines() && !buffer.isEmpty()) {
        String text = buffer;
        buffer = "";
        return Optional.of(new Line(text, false));
      }
      if (buffer.length() > ENDLESS && behavior.endsAtEndlessLine()) {
        return Optional.of(new Line("", true));
      }
      if (!fill()) {
        String partial = buffer;
        buffer = "";
        return behavior.lineAtEnd(partial).map(text -> new Line(text, false));
      }
    }
  }

  private Line takeLine(int end) {
    int longest = behavior.longestLine();
    if (end > longest && behavior.cutsLongLines()) {
      String head = buffer.substring(0, longest);
      buffer = buffer.substring(longest);
      return new Line(head, false);
    }
    int lineEnd = behavior.bareLfEndsLine() ? 1 : 2;
    String text = buffer.substring(0, end);
    buffer = behavior.forgetsPipelined() ? "" : buffer.substring(end + lineEnd);
    if (text.endsWith("\r") && lineEnd == 1) {
      text = text.substring(0, text.length() - 1);
    }
    return new Line(behavior.preprocess(text), false);
  }

  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    byte[] octets = new byte[64 * 1024];
    int count = socket.getInputStream().read(octets);
    if (count < 0) {
      atEnd = true;
      return false;
    }
    buffer += Octets.text(Arrays.copyOf(octets, count));
    return true;
  }

  /** What a client does within a moment. */
  enum Moment {
    SPEAKS,
    STOPS,
    IS_SILENT
  }

  Moment waitMoment() throws IOException {
    socket.setSoTimeout(100);
    try {
      return fill() ? Moment.SPEAKS : Moment.STOPS;
    } catch (SocketTimeoutException e) {
      return Moment.IS_SILENT;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  void write(String octets) throws IOException {
    try {
      socket.getOutputStream().write(Octets.bytes(octets));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      if (!behavior.goesOnAfterLostReply()) {
        throw e;
      }
    }
  }

  /** Starts TLS; false if it does not come about and the connection shall end. */
  boolean startTls() throws IOException {
    byte[] first = hasBuffered() ? Octets.bytes(buffer) : firstOctets();
    buffer = "";
    if (first.length == 0) {
      return false;
    }
    if (first[0] != TLS_HANDSHAKE) {
      buffer = Octets.text(first);
      return behavior.goesOnWithoutHandshake();
    }
    Optional<byte[]> hello = behavior.serverHello();
    if (hello.isPresent()) {
      tcp.getOutputStream().write(hello.get());
      return false;
    }
    socket = handshake(first);
    return true;
  }

  private byte[] firstOctets() throws IOException {
    InputStream in = tcp.getInputStream();
    byte[] octets = new byte[16 * 1024];
    int count = in.read(octets);
    return Arrays.copyOf(octets, Math.max(0, count));
  }

  private SSLSocket handshake(byte[] consumed) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            ToyCertificate.of(options.key())
                .context()
                .getSocketFactory()
                .createSocket(tcp, new ByteArrayInputStream(consumed), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(options.protocols().toArray(String[]::new));
    parameters.setCipherSuites(
        Arrays.stream(parameters.getCipherSuites())
            .filter(suite -> suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_AES_"))
            .toArray(String[]::new));
    parameters.setApplicationProtocols(options.alpn().toArray(String[]::new));
    tls.setSSLParameters(parameters);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }

  void close() throws IOException {
    if (behavior.sendsCloseAlert()) {
      socket.close();
    } else {
      tcp.close();
    }
  }
}
