package io.pop3.storage.maildir;

/** Sizes as people write them in a configuration: {@code 65536}, {@code 64K}, {@code 2G}. */
final class SizeOption {

  private SizeOption() {}

  /**
   * Reads a size.
   *
   * @param text the size
   * @param word what else the option may be
   * @return octets, 1 or more
   * @throws IllegalArgumentException saying what was expected
   */
  static long parse(String text, String word) {
    if (!text.matches("[1-9][0-9]{0,17}|[1-9][0-9]{0,8}[KMG]")) {
      throw new IllegalArgumentException(word + ", or octets, or a number with K, M or G");
    }
    int last = text.length() - 1;
    int shift =
        switch (text.charAt(last)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    return Long.parseLong(shift == 0 ? text : text.substring(0, last)) << shift;
  }
}
