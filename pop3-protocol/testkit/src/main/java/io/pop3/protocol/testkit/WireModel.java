package io.pop3.protocol.testkit;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a message looks like on the wire, said once more and as plainly as possible: whole strings,
 * no buffers, no state (RFC 1939 sections 3 and 11, decisions ). Compare a
 * server, a client or a store with it.
 */
public final class WireModel {

  private static final String TERMINATOR = ".\r\n";
  private static final Pattern LINE_END = Pattern.compile("\r\n");

  private WireModel() {}

  /**
   * W(m): every line end is CRLF, and the last line has one.
   *
   * @param stored a message as it is stored
   * @return its wire form, before any stuffing
   */
  public static OctetString wireForm(OctetString stored) {
    String text = stored.toLatin1().replace("\r\n", "\n").replace("\n", "\r\n");
    return OctetString.ofLatin1(text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n");
  }

  /**
   * What LIST says of a message.
   *
   * @param stored a message as it is stored
   * @return octets
   */
  public static long size(OctetString stored) {
    return wireForm(stored).size();
  }

  /**
   * What a server sends behind the first line of its reply to RETR.
   *
   * @param stored a message as it is stored
   * @return the stuffed lines and the terminator
   */
  public static OctetString encode(OctetString stored) {
    return stuff(wireForm(stored));
  }

  /**
   * What a server sends behind the first line of its reply to TOP.
   *
   * @param stored a message as it is stored
   * @param bodyLines how many lines of the body
   * @return the stuffed lines and the terminator
   */
  public static OctetString encodeTop(OctetString stored, long bodyLines) {
    return stuff(top(stored, bodyLines));
  }

  /**
   * The lines that TOP shows: up to the first empty line, and so many lines more.
   *
   * @param stored a message as it is stored
   * @param bodyLines how many lines of the body
   * @return the beginning of the wire form, or all of it
   */
  public static OctetString top(OctetString stored, long bodyLines) {
    List<String> lines = lines(wireForm(stored).toLatin1());
    int header = lines.indexOf("") + 1;
    long shown = header == 0 ? lines.size() : Math.min(lines.size() - header, bodyLines) + header;
    StringBuilder top = new StringBuilder();
    lines.stream().limit(shown).forEach(line -> top.append(line).append("\r\n"));
    return OctetString.ofLatin1(top.toString());
  }

  /**
   * What a client makes of the octets behind a first line.
   *
   * @param encoded stuffed lines and the terminator, and nothing behind it
   * @return the wire form of the message
   * @throws IllegalArgumentException if the only terminator is not at the end
   */
  public static OctetString decode(OctetString encoded) {
    List<String> lines = lines(encoded.toLatin1());
    if (lines.indexOf(".") != lines.size() - 1) {
      throw new IllegalArgumentException(
          "multi-line reply: " + encoded + " (expected: one terminator, at the end)");
    }
    StringBuilder message = new StringBuilder();
    for (String line : lines.subList(0, lines.size() - 1)) {
      message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return OctetString.ofLatin1(message.toString());
  }

  private static OctetString stuff(OctetString wireForm) {
    StringBuilder stuffed = new StringBuilder();
    for (String line : lines(wireForm.toLatin1())) {
      stuffed.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
    }
    return OctetString.ofLatin1(stuffed + TERMINATOR);
  }

  /** The lines of a text that is empty or ends in CRLF, without their line ends. */
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.endsWith("\r\n")) {
      throw new IllegalArgumentException("last line: no line end (expected: CRLF)");
    }
    return List.of(LINE_END.split(text.substring(0, text.length() - 2), -1));
  }
}
