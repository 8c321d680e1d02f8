package io.pop3.auth.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line as it stands in the file, decoded from ISO 8859-1 so that each character is one octet and
 * none is lost.
 *
 * @param number the line's number, from 1
 * @param octets the octets with the line's end, if it has one
 */
record RawLine(int number, String octets) {

  /** The octets in front of LF or CRLF. */
  private String content() {
    int end = octets.length();
    if (octets.endsWith("\n")) {
      end -= octets.endsWith("\r\n") ? 2 : 1;
    }
    return octets.substring(0, end);
  }

  /** Tells whether the line says nothing: empty, blank, or a comment. */
  boolean isSilent() {
    String content = content();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c != ' ' && c != '\t') {
        return c == '#';
      }
    }
    return true;
  }

  /** The text without the line's end; empty if it isn't UTF-8. */
  Optional<String> text() {
    return decode(content());
  }

  /** The name in front of the first colon; empty if it isn't fit for a name. */
  Optional<String> name() {
    String content = content();
    int colon = content.indexOf(':');
    return isSilent() || colon < 0
        ? Optional.empty()
        : decode(content.substring(0, colon)).filter(UserLine::isFitName);
  }

  private static Optional<String> decode(String octets) {
    byte[] encoded = octets.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The number alone: the rest may be secret. */
  @Override
  public String toString() {
    return "line " + number;
  }
}
