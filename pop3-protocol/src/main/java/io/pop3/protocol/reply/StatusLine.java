package io.pop3.protocol.reply;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.wire.Utf8;
import io.pop3.protocol.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first line of a reply: {@code +OK} or {@code -ERR}, perhaps a response code, and text (RFC
 * 1939 section 3). Immutable.
 */
public final class StatusLine {

  private static final String OK = "+OK";
  private static final String ERR = "-ERR";

  private final boolean positive;
  private final Optional<ResponseCode> code;
  private final String text;
  private final byte[] wire;
  private final boolean ascii;

  private StatusLine(boolean positive, Optional<ResponseCode> code, String text) {
    this.positive = positive;
    this.code = code;
    this.text = text;
    this.wire = format(positive, code, text).getBytes(StandardCharsets.UTF_8);
    this.ascii = isAscii(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String format(boolean positive, Optional<ResponseCode> code, String text) {
    StringBuilder line = new StringBuilder(text.length() + 16).append(positive ? OK : ERR);
    code.ifPresent(present -> line.append(' ').append(present));
    return line.append(' ').append(text).append("\r\n").toString();
  }

  /**
   * A positive reply.
   *
   * @param text what to say, not empty
   * @return the line
   * @throws IllegalArgumentException if the text could not stand on the line
   */
  public static StatusLine ok(String text) {
    return checked(new StatusLine(true, Optional.empty(), text));
  }

  /**
   * A negative reply without response code.
   *
   * @param text what to say, not empty
   * @return the line
   * @throws IllegalArgumentException if the text could not stand on the line
   */
  public static StatusLine err(String text) {
    return checked(new StatusLine(false, Optional.empty(), text));
  }

  /**
   * A negative reply with a response code.
   *
   * @param code the code
   * @param text what to say, not empty
   * @return the line
   * @throws IllegalArgumentException if the text could not stand on the line
   */
  public static StatusLine err(ResponseCode code, String text) {
    return checked(new StatusLine(false, Optional.of(code), text));
  }

  private static StatusLine checked(StatusLine line) {
    String text = line.text;
    boolean legal = !text.isEmpty() && text.charAt(0) != '[' && text.charAt(0) != ' ';
    for (int i = 0; legal && i < text.length(); i++) {
      char c = text.charAt(i);
      legal = c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0);
    }
    if (!legal || !survivesUtf8(line)) {
      throw new IllegalArgumentException(
          "reply text: "
              + Printable.of(text)
              + " (expected: not empty, no controls, not beginning with [ or space)");
    }
    if (line.wire.length > WireLimits.STATUS_LINE_OCTETS) {
      throw new IllegalArgumentException(
          "reply line: "
              + line.wire.length
              + " octets (expected: <= "
              + WireLimits.STATUS_LINE_OCTETS
              + ")");
    }
    return line;
  }

  /** A lone surrogate would become "?", which is legal but not what was meant. */
  private static boolean survivesUtf8(StatusLine line) {
    return line.ascii
        || new String(line.text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
            .equals(line.text);
  }

  /**
   * Parses the first line of a reply as a client does: exactly {@code +OK} or {@code -ERR},
   * followed by a space or nothing.
   *
   * @param line holds the line
   * @param start where it begins
   * @param end where it ends, without its line end
   * @return the line; empty if this is no status line
   */
  public static Optional<StatusLine> parse(byte[] line, int start, int end) {
    if (startsWith(line, start, end, OK)) {
      return Optional.of(parseText(true, line, start + OK.length(), end));
    }
    if (startsWith(line, start, end, ERR)) {
      return Optional.of(parseText(false, line, start + ERR.length(), end));
    }
    return Optional.empty();
  }

  private static boolean startsWith(byte[] line, int start, int end, String indicator) {
    int length = indicator.length();
    if (end - start < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (line[start + i] != indicator.charAt(i)) {
        return false;
      }
    }
    return end - start == length || line[start + length] == ' ';
  }

  private static StatusLine parseText(boolean positive, byte[] line, int start, int end) {
    String text = start == end ? "" : decode(line, start + 1, end);
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close > 0 && ResponseCode.isValid(text.substring(1, close))) {
        ResponseCode code = new ResponseCode(text.substring(1, close));
        return new StatusLine(positive, Optional.of(code), withoutSpace(text.substring(close + 1)));
      }
    }
    return new StatusLine(positive, Optional.empty(), text);
  }

  private static String withoutSpace(String text) {
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  /** UTF-8 where it is, else one character an octet, so that nothing is lost. */
  static String decode(byte[] line, int start, int end) {
    return new String(
        line,
        start,
        end - start,
        Utf8.isWellFormed(line, start, end) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /**
   * Tells {@code +OK} from {@code -ERR}.
   *
   * @return true for {@code +OK}
   */
  public boolean isPositive() {
    return positive;
  }

  /**
   * The response code.
   *
   * @return empty if there is none or it is malformed
   */
  public Optional<ResponseCode> code() {
    return code;
  }

  /**
   * Tells whether the reply carries a code or a refinement of it.
   *
   * @param known the code looked for
   * @return whether it is there
   */
  public boolean hasCode(ResponseCode known) {
    return code.isPresent() && code.get().is(known);
  }

  /**
   * The text behind indicator and response code, as it came. What came from a peer may hold control
   * characters: show it through {@link Printable} (grammar E-R-21).
   *
   * @return the text, possibly empty
   */
  public String text() {
    return text;
  }

  /**
   * Tells whether the text is ASCII, the only thing a client without UTF-8 mode may be sent.
   *
   * @return whether it is
   */
  public boolean isAscii() {
    return ascii;
  }

  /**
   * The line as it is sent.
   *
   * @return a copy, CRLF included
   */
  public byte[] toOctets() {
    return wire.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatusLine that
        && positive == that.positive
        && code.equals(that.code)
        && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + (positive ? 1 : 0);
  }

  /** The line without CRLF, fit to be shown. */
  @Override
  public String toString() {
    return (positive ? OK : ERR)
        + code.map(present -> " " + Printable.of(present.toString())).orElse("")
        + " "
        + Printable.of(text);
  }
}
