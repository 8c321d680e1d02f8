package io.pop3.protocol.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * As much of JSON (RFC 8259) as the error challenges of the OAuth mechanisms need: one object whose
 * members are strings. Other scalars are read over; an object or array inside makes the whole
 * unreadable. Linear in the length of the text, without recursion.
 */
final class JsonStrings {

  private final String text;
  private int position;

  private JsonStrings(String text) {
    this.text = text;
  }

  static String write(Map<String, String> members) {
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          json.append(json.length() == 1 ? "" : ",");
          quote(name, json);
          json.append(':');
          quote(value, json);
        });
    return json.append('}').toString();
  }

  private static void quote(String value, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7F) {
        json.append(c);
      } else {
        json.append(String.format("\\u%04x", (int) c));
      }
    }
    json.append('"');
  }

  /** The members that are strings; nothing if the text is not such an object. */
  static Optional<Map<String, String>> read(String text) {
    try {
      return Optional.of(new JsonStrings(text).object());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() throws MalformedException {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    if (!skip('}')) {
      do {
        String name = string();
        expect(':');
        if (peek() == '"') {
          members.put(name, string());
        } else {
          scalar();
        }
      } while (skip(','));
      expect('}');
    }
    if (peek() != 0 || position < text.length()) {
      throw new MalformedException();
    }
    return members;
  }

  private String string() throws MalformedException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = take();
      if (c == '"') {
        return value.toString();
      }
      if (c < 0x20) {
        throw new MalformedException();
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws MalformedException {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int value = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(take(), 16);
          if (digit < 0) {
            throw new MalformedException();
          }
          value = value * 16 + digit;
        }
        yield (char) value;
      }
      default -> throw new MalformedException();
    };
  }

  /** A number, true, false or null: only where it ends matters here. */
  private void scalar() throws MalformedException {
    int start = position;
    while (position < text.length() && isScalar(text.charAt(position))) {
      position++;
    }
    if (position == start) {
      throw new MalformedException();
    }
  }

  private static boolean isScalar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "+-.E".indexOf(c) >= 0;
  }

  private void expect(char wanted) throws MalformedException {
    if (!skip(wanted)) {
      throw new MalformedException();
    }
  }

  private boolean skip(char wanted) {
    boolean found = peek() == wanted;
    if (found) {
      position++;
    }
    return found;
  }

  /** The next character that is not white space, or NUL at the end. */
  private char peek() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private char take() throws MalformedException {
    if (position == text.length()) {
      throw new MalformedException();
    }
    return text.charAt(position++);
  }

  /** Ends the reading; never leaves this class. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
