package io.pop3.conformance.internal.wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a server, as a stream of octets. Every operation ends: reads by a time-out, and
 * everything by the deadline of the case. Troubles are discrepancies that say what was awaited. Not
 * safe for several threads.
 */
public final class Link implements Closeable {

  /** How the server ended the connection. */
  public enum Ending {
    /** By an orderly close, under TLS with a close alert. */
    CLOSED,
    /** Under TLS, by closing the TCP connection without a close alert. */
    WITHOUT_CLOSE_ALERT,
    /** By a reset. */
    RESET,
    /** Not yet: further octets came, or none within the time. */
    STILL_OPEN
  }

  private static final int UNKNOWN = -2;
  private static final int RECORD_HEADER = 5;

  private final WatchedSocket tcp;
  private final Deadline deadline;
  private final Duration patience;
  private Socket socket;
  private final byte[] buffer = new byte[16 * 1024];
  private int position;
  private int limit;

  private Link(WatchedSocket tcp, Duration patience, Deadline deadline) {
    this.tcp = tcp;
    this.socket = tcp;
    this.patience = patience;
    this.deadline = deadline;
  }

  /**
   * Connects.
   *
   * @param address where to
   * @param connectTimeout how long to try
   * @param patience how long to wait for octets
   * @param receiveBuffer the size of the receive buffer in octets; 0 for the system's choice
   * @param deadline the end of everything
   * @throws IOException if there is no connection
   */
  public static Link open(
      InetSocketAddress address,
      Duration connectTimeout,
      Duration patience,
      int receiveBuffer,
      Deadline deadline)
      throws IOException {
    WatchedSocket socket = new WatchedSocket();
    deadline.guard(socket);
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()),
          Math.toIntExact(connectTimeout.toMillis()));
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      return new Link(socket, patience, deadline);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends octets. */
  public void write(String octets) {
    write(Octets.bytes(octets));
  }

  /** Sends octets. */
  public void write(byte[] octets) {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw trouble("the server to take " + octets.length + " octets", e);
    }
  }

  /**
   * Reads up to and including the next LF.
   *
   * @param awaited what the line would be, for the discrepancy if it does not come
   * @param longest the greatest number of octets to read
   */
  public String readLine(String awaited, int longest) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (line.size() < longest) {
      int octet = read(awaited, line);
      line.write(octet);
      if (octet == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1);
      }
    }
    throw new Discrepancy(
        awaited + " within " + longest + " octets", Octets.show(Octets.text(line.toByteArray())));
  }

  /**
   * Reads up to and including the next CRLF; a lone CR or LF is an octet like any other.
   *
   * @param awaited what the line would be, for the discrepancy if it does not come
   * @param longest the greatest number of octets to read
   * @return the line without its CRLF
   */
  public String readCrLfLine(String awaited, int longest) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    int before = UNKNOWN;
    while (line.size() < longest) {
      int octet = read(awaited, line);
      line.write(octet);
      if (octet == '\n' && before == '\r') {
        byte[] octets = line.toByteArray();
        return Octets.text(Arrays.copyOf(octets, octets.length - 2));
      }
      before = octet;
    }
    throw new Discrepancy(
        awaited + " within " + longest + " octets", Octets.show(Octets.text(line.toByteArray())));
  }

  private int read(String awaited, ByteArrayOutputStream before) {
    try {
      int octet = next();
      if (octet < 0) {
        throw new EndOfConnection(awaited, shown(before) + "the end of the connection");
      }
      return octet;
    } catch (SocketTimeoutException e) {
      throw new Discrepancy(awaited, shown(before) + "nothing within " + seconds(patience));
    } catch (IOException e) {
      throw trouble(awaited, e);
    }
  }

  private static String shown(ByteArrayOutputStream before) {
    return before.size() == 0
        ? ""
        : "\"" + Octets.show(Octets.text(before.toByteArray())) + "\" and then ";
  }

  private int next() throws IOException {
    if (position == limit) {
      InputStream in = socket.getInputStream();
      int count = in.read(buffer);
      if (count < 0) {
        return -1;
      }
      position = 0;
      limit = count;
    }
    return buffer[position++] & 0xFF;
  }

  /**
   * Reads what comes until the connection ends, nothing more comes, or enough has come.
   *
   * @param enough how many octets are enough
   * @param quiet how long to wait for each
   */
  public String readRest(int enough, Duration quiet) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.setSoTimeout(Math.toIntExact(quiet.toMillis()));
      try {
        int octet;
        while (rest.size() < enough && (octet = next()) >= 0) {
          rest.write(octet);
        }
      } finally {
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      }
    } catch (IOException e) {
      // A time-out, a reset or a missing close alert all mean that this was it.
    }
    return Octets.text(rest.toByteArray());
  }

  /**
   * Reads one TLS record.
   *
   * @return its octets; what came instead if that is no TLS record or the connection ended
   */
  public String readTlsRecord() {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      int wanted = RECORD_HEADER;
      while (octets.size() < wanted) {
        octets.write(read("a TLS record", octets));
        byte[] header = octets.toByteArray();
        if (header.length == RECORD_HEADER && header[0] >= 0x14 && header[0] <= 0x17) {
          wanted += ((header[3] & 0xFF) << 8) | (header[4] & 0xFF);
        }
      }
    } catch (EndOfConnection e) {
      // What came so far is the answer.
    }
    return Octets.text(octets.toByteArray());
  }

  /** Waits for the end of the connection. */
  public Ending awaitEnd() {
    long before = tcp.records();
    try {
      if (next() >= 0) {
        return Ending.STILL_OPEN;
      }
      boolean alerted = socket == tcp || tcp.records() > before;
      return alerted ? Ending.CLOSED : Ending.WITHOUT_CLOSE_ALERT;
    } catch (SocketTimeoutException e) {
      return Ending.STILL_OPEN;
    } catch (SSLException e) {
      return Ending.WITHOUT_CLOSE_ALERT;
    } catch (IOException e) {
      return deadline.passed() ? Ending.STILL_OPEN : Ending.RESET;
    }
  }

  /**
   * Tells whether the server neither says anything nor ends the connection.
   *
   * @param quiet for how long
   */
  public boolean staysSilent(Duration quiet) {
    try {
      socket.setSoTimeout(Math.toIntExact(quiet.toMillis()));
      next();
      return false;
    } catch (SocketTimeoutException e) {
      restorePatience();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void restorePatience() {
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    } catch (IOException e) {
      throw trouble("an open connection", e);
    }
  }

  /** Starts TLS on this connection. */
  public void startTls(TlsDialler dialler) {
    if (position < limit) {
      throw new Discrepancy(
          "no octet before the handshake",
          Octets.show(Octets.text(Arrays.copyOfRange(buffer, position, limit))));
    }
    try {
      tcp.watch();
      socket = dialler.handshake(tcp);
    } catch (SSLHandshakeException e) {
      throw e.getCause() instanceof CertificateException untrusted
          ? Obstacle.untrusted(String.valueOf(untrusted.getMessage()))
          : trouble("a TLS handshake", e);
    } catch (IOException e) {
      throw trouble("a TLS handshake", e);
    }
  }

  /** What TLS has agreed on. */
  public SSLSession tlsSession() {
    return ((SSLSocket) socket).getSession();
  }

  /** The application protocol that TLS has agreed on; empty if none. */
  public String applicationProtocol() {
    return ((SSLSocket) socket).getApplicationProtocol();
  }

  /** Tells the server that nothing more will be sent. */
  public void finishOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw trouble("an open connection", e);
    }
  }

  /** Ends the connection by a TCP reset. */
  public void reset() {
    try {
      tcp.setSoLinger(true, 0);
      tcp.close();
    } catch (IOException e) {
      throw trouble("an open connection", e);
    }
  }

  /** Closes the TCP connection; under TLS without a close alert. */
  public void cut() {
    try {
      tcp.close();
    } catch (IOException e) {
      throw trouble("an open connection", e);
    }
  }

  /** Closes the connection in an orderly way. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, which is what was wanted.
    }
  }

  private Discrepancy trouble(String awaited, IOException e) {
    if (deadline.passed()) {
      return new Discrepancy(awaited, "no end of the case within " + seconds(deadline.limit()));
    }
    String message = e.getMessage();
    return new EndOfConnection(awaited, message == null ? e.getClass().getSimpleName() : message);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
