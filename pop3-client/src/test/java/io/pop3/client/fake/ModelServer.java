package io.pop3.client.fake;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A plain server with a maildrop in memory, and faults on demand. It knows RFC 1939, CAPA and
 * pipelining, and does not care about passwords. One connection at a time holds the maildrop; as
 * many as come are served.
 */
public final class ModelServer implements AutoCloseable {

  /** What becomes of QUIT. */
  public enum Quit {
    /** Deletes and says so. */
    COMMIT,
    /** Deletes and is not heard to say so. */
    COMMIT_AND_DROP,
    /** Deletes nothing and is not heard. */
    DROP,
    /** Deletes nothing and says so. */
    REFUSE,
    /** Deletes nothing and says that it did: seen in the wild (requirements 22.7). */
    PRETEND
  }

  private final List<Message> maildrop = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicLong octetsLeft = new AtomicLong(Long.MAX_VALUE);
  private final ServerSocket listener;
  private volatile Quit quit = Quit.COMMIT;
  private volatile boolean pipelining = true;
  private volatile boolean uidl = true;
  private volatile int refusedMessage;
  private volatile String loginReply = "+OK maildrop open";
  private volatile String extraCapability = "X-MODEL";
  private volatile Runnable onOctetsUsedUp = () -> {};

  public ModelServer(Message... messages) throws IOException {
    this(false, messages);
  }

  /** Takes few commands ahead, and must wait for a client that does not read. */
  public static ModelServer withTinyBuffers(Message... messages) throws IOException {
    return new ModelServer(true, messages);
  }

  private ModelServer(boolean tinyBuffers, Message... messages) throws IOException {
    maildrop.addAll(List.of(messages));
    listener = new ServerSocket();
    if (tinyBuffers) {
      listener.setReceiveBufferSize(4096);
    }
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    daemon(() -> accept(tinyBuffers)).start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  public List<Message> maildrop() {
    return maildrop;
  }

  /** Every command line received so far, in all sessions. */
  public List<String> received() {
    return received;
  }

  public void onQuit(Quit behaviour) {
    quit = behaviour;
  }

  public void withoutPipelining() {
    pipelining = false;
  }

  public void withoutUidl() {
    uidl = false;
  }

  public void withUidl() {
    uidl = true;
  }

  /** Answers RETR of this message number with -ERR; 0 for none. */
  public void refuse(int messageNumber) {
    refusedMessage = messageNumber;
  }

  public void answerLogin(String reply) {
    loginReply = reply;
  }

  public void announce(String capability) {
    extraCapability = capability;
  }

  /** After so many octets more, in whatever session, does this and cuts the connection. */
  public void cutAfter(long octets, Runnable first) {
    onOctetsUsedUp = first;
    octetsLeft.set(octets);
  }

  public void cutNoMore() {
    octetsLeft.set(Long.MAX_VALUE);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "model server");
    thread.setDaemon(true);
    return thread;
  }

  private void accept(boolean tinyBuffers) {
    try {
      while (true) {
        Socket socket = listener.accept();
        if (tinyBuffers) {
          socket.setSendBufferSize(8192);
        }
        socket.setTcpNoDelay(true);
        daemon(() -> serve(socket)).start();
      }
    } catch (IOException e) {
      // The listener was closed.
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new Session(socket).run();
    } catch (IOException e) {
      // The client, or a fault on demand, ended the connection; there is nobody to tell.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** One connection. */
  private final class Session {

    private final InputStream in;
    private final OutputStream out;
    private final List<Message> listing = new ArrayList<>();
    private final Set<Integer> marked = new TreeSet<>();

    Session(Socket socket) throws IOException {
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(new Metered(socket.getOutputStream()));
    }

    void run() throws IOException {
      say("+OK model ready");
      String line = readLine();
      while (line != null) {
        received.add(line);
        if (!answer(line)) {
          out.flush();
          return;
        }
        line = readLine();
      }
    }

    private String readLine() throws IOException {
      if (in.available() == 0) {
        out.flush();
      }
      StringBuilder line = new StringBuilder();
      int octet = in.read();
      while (octet >= 0 && octet != '\n') {
        line.append((char) octet);
        octet = in.read();
      }
      return octet < 0 ? null : line.toString().strip();
    }

    private boolean answer(String line) throws IOException {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "CAPA" -> {
          say("+OK");
          say(pipelining ? "PIPELINING" : "X-WAIT");
          say(uidl ? "UIDL" : "X-NO-UIDL");
          say(extraCapability);
          say("TOP");
          say("USER");
          say(".");
        }
        case "USER", "NOOP" -> say("+OK");
        case "PASS" -> {
          say(loginReply);
          listing.clear();
          listing.addAll(maildrop);
        }
        case "STAT" -> say("+OK " + (listing.size() - marked.size()) + " " + octets());
        case "LIST" -> list(words, false);
        case "UIDL" -> list(words, true);
        case "RETR" -> message(words, Long.MAX_VALUE);
        case "TOP" -> message(words, Long.parseLong(words[2]));
        case "DELE" -> {
          int number = Integer.parseInt(words[1]);
          say(exists(number) && marked.add(number) ? "+OK" : "-ERR no such message");
        }
        case "RSET" -> {
          marked.clear();
          say("+OK");
        }
        case "QUIT" -> {
          return quit();
        }
        default -> say("-ERR what?");
      }
      return true;
    }

    private long octets() {
      long octets = 0;
      for (int i = 0; i < listing.size(); i++) {
        octets += exists(i + 1) ? listing.get(i).wire().length : 0;
      }
      return octets;
    }

    private boolean exists(int number) {
      return number >= 1 && number <= listing.size() && !marked.contains(number);
    }

    private void list(String[] words, boolean unique) throws IOException {
      if (unique && !uidl) {
        say("-ERR what?");
      } else if (words.length > 1) {
        int number = Integer.parseInt(words[1]);
        say(
            exists(number)
                ? "+OK " + number + " " + value(number, unique)
                : "-ERR no such message");
      } else {
        say("+OK");
        for (int i = 1; i <= listing.size(); i++) {
          if (exists(i)) {
            say(i + " " + value(i, unique));
          }
        }
        say(".");
      }
    }

    private String value(int number, boolean unique) {
      Message message = listing.get(number - 1);
      return unique ? message.uniqueId() : String.valueOf(message.wire().length);
    }

    private void message(String[] words, long lines) throws IOException {
      int number = Integer.parseInt(words[1]);
      if (!exists(number) || number == refusedMessage) {
        say("-ERR no such message");
        return;
      }
      say("+OK");
      boolean inBody = false;
      long left = lines;
      for (String line : lines(listing.get(number - 1).wire())) {
        if (inBody && left-- == 0) {
          break;
        }
        inBody |= line.equals("\r\n");
        out.write((line.startsWith(".") ? "." + line : line).getBytes(StandardCharsets.ISO_8859_1));
      }
      say(".");
    }

    private static List<String> lines(byte[] wire) {
      String text = new String(wire, StandardCharsets.ISO_8859_1);
      List<String> lines = new ArrayList<>();
      for (int start = 0; start < text.length(); ) {
        int end = text.indexOf("\r\n", start) + 2;
        lines.add(text.substring(start, end < 2 ? text.length() : end));
        start += lines.get(lines.size() - 1).length();
      }
      return lines;
    }

    private boolean quit() throws IOException {
      switch (quit) {
        case COMMIT, COMMIT_AND_DROP -> {
          List<Message> gone = new ArrayList<>();
          marked.forEach(number -> gone.add(listing.get(number - 1)));
          maildrop.removeAll(gone);
          if (quit == Quit.COMMIT_AND_DROP) {
            return false;
          }
          say("+OK");
        }
        case DROP -> {
          return false;
        }
        case REFUSE -> say("-ERR some messages were not removed");
        case PRETEND -> say("+OK");
      }
      return false;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Cuts the connection when its octets are used up. */
  private final class Metered extends OutputStream {

    private final OutputStream target;

    Metered(OutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      long before = octetsLeft.getAndAdd(-length);
      int allowed = (int) Math.max(0, Math.min(before, length));
      target.write(octets, offset, allowed);
      if (allowed < length) {
        onOctetsUsedUp.run();
        throw new IOException("cut");
      }
    }
  }
}
