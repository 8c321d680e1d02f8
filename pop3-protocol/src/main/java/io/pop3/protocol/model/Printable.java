package io.pop3.protocol.model;

/**
 * Makes untrusted text safe to show in messages and logs: controls and everything beyond printable
 * ASCII is escaped, and overlong text is cut (grammar E-R-21).
 */
public final class Printable {

  private static final int MAX_SHOWN = 120;

  private Printable() {}

  /**
   * Escapes a text for display.
   *
   * @param text any text, possibly hostile
   * @return printable ASCII without controls, at most a few hundred characters, in double quotes
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_SHOWN) + 2).append('"');
    int end = Math.min(text.length(), MAX_SHOWN);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        shown.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7F) {
        shown.append(c);
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    shown.append('"');
    if (end < text.length()) {
      shown.append("... (").append(text.length()).append(" characters)");
    }
    return shown.toString();
  }
}
