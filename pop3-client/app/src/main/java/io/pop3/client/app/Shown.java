package io.pop3.client.app;

/** Makes what a server sent safe for a terminal (grammar E-R-21). */
final class Shown {

  private Shown() {}

  /** A line without controls: each stands as {@code ?}. */
  static String line(String text) {
    StringBuilder shown = new StringBuilder(text);
    for (int i = 0; i < shown.length(); i++) {
      if (Character.isISOControl(shown.charAt(i))) {
        shown.setCharAt(i, '?');
      }
    }
    return shown.toString();
  }
}
