package io.pop3.auth.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A users file as lines from which every octet can be got back. Immutable.
 *
 * @param byteOrderMark the UTF-8 byte order mark in front of the first line, or nothing
 * @param lines the lines, of which only the last may lack its end
 */
record UsersText(String byteOrderMark, List<RawLine> lines) {

  private static final String MARK =
      new String(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, StandardCharsets.ISO_8859_1);

  UsersText {
    lines = List.copyOf(lines);
  }

  static UsersText of(byte[] octets) {
    String all = new String(octets, StandardCharsets.ISO_8859_1);
    String mark = all.startsWith(MARK) ? MARK : "";
    List<RawLine> lines = new ArrayList<>();
    int start = mark.length();
    while (start < all.length()) {
      int feed = all.indexOf('\n', start);
      int end = feed < 0 ? all.length() : feed + 1;
      lines.add(new RawLine(lines.size() + 1, all.substring(start, end)));
      start = end;
    }
    return new UsersText(mark, lines);
  }

  byte[] octets() {
    StringBuilder all = new StringBuilder(byteOrderMark);
    lines.forEach(line -> all.append(line.octets()));
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The number of lines alone: the rest may be secret. */
  @Override
  public String toString() {
    return "UsersText[" + lines.size() + " lines]";
  }
}
