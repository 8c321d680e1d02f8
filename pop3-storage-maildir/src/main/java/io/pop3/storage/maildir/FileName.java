package io.pop3.storage.maildir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a message's file: octets, not text. Immutable.
 *
 * <pre>
 * file-name = base [ ":" info ]
 * base      = seconds "." delivery "." host *( "," hint )     ; any octets without ":" will do
 * hint      = "S=" octets / "W=" octets
 * info      = "2," *flag
 * </pre>
 */
final class FileName {

  private static final String FLAGS = ":2,";

  /** More digits than any size has, and few enough for a long. */
  private static final int MAX_DIGITS = 18;

  private final byte[] octets;

  private FileName(byte[] octets) {
    this.octets = octets;
  }

  /** A name of these octets, which nobody changes any more. */
  static FileName of(byte[] octets) {
    return new FileName(octets);
  }

  /** A name of a text that has an octet in each character. */
  static FileName of(String latin1) {
    return new FileName(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The last name of a path. Java decodes names with the character set of the locale, which loses
   * those that are not in it; the path's URI has them all.
   */
  static FileName of(Path path) {
    String name = String.valueOf(path.getFileName());
    if (isAscii(name)) {
      return of(name);
    }
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    return new FileName(percentDecoded(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end)));
  }

  /** The path of this name in a directory. */
  Path in(Path directory) {
    String text = latin1();
    if (isAscii(text)) {
      return directory.resolve(text);
    }
    String parent = directory.toUri().toString();
    String separator = parent.endsWith("/") ? "" : "/";
    return Path.of(URI.create(parent + separator + percentEncoded(octets)));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  private static byte[] percentDecoded(String raw) {
    byte[] decoded = new byte[raw.length()];
    int length = 0;
    int i = 0;
    while (i < raw.length()) {
      boolean escaped = raw.charAt(i) == '%';
      decoded[length++] =
          (byte) (escaped ? Integer.parseInt(raw, i + 1, i + 3, 16) : raw.charAt(i));
      i += escaped ? 3 : 1;
    }
    return Arrays.copyOf(decoded, length);
  }

  private static String percentEncoded(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length * 3);
    for (byte octet : octets) {
      text.append('%').append(HexFormat.of().toHexDigits(octet));
    }
    return text.toString();
  }

  /** The octets, for reading only. */
  byte[] octets() {
    return octets;
  }

  private String latin1() {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** Tells whether a directory entry may be a message: hidden files are not (ledger MDIR-1). */
  boolean mayBeMessage() {
    return octets.length > 0 && octets[0] != '.' && octets[0] != ':';
  }

  /** The length of the part that never changes: all that precedes the first colon. */
  static int baseLength(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == ':') {
        return i - start;
      }
    }
    return end - start;
  }

  /** The length of the part that never changes. */
  int baseLength() {
    return baseLength(octets, 0, octets.length);
  }

  /** The part that never changes, an octet a character. */
  String base() {
    return new String(octets, 0, baseLength(), StandardCharsets.ISO_8859_1);
  }

  /** Whether a text can be a base, and leads nowhere but into its directory. */
  static boolean isBase(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '.'
        && text.chars().allMatch(c -> c != '/' && c != ':' && c != 0 && c <= 0xFF);
  }

  /** Compares bases, octet by octet. */
  int compareBase(FileName other) {
    return Arrays.compareUnsigned(octets, 0, baseLength(), other.octets, 0, other.baseLength());
  }

  /** What follows the base: nothing, or a colon and the info. */
  String suffix() {
    int base = baseLength();
    return new String(octets, base, octets.length - base, StandardCharsets.ISO_8859_1);
  }

  /** Whether the name has a flag, such as {@code S} for seen. */
  boolean hasFlag(char flag) {
    String suffix = suffix();
    return suffix.startsWith(FLAGS) && suffix.indexOf(flag, FLAGS.length()) >= 0;
  }

  /**
   * The name with one more flag; flags stand in the order of their letters.
   *
   * @return the same name if it has the flag already, or an info of another kind
   */
  FileName withFlag(char flag) {
    String suffix = suffix().isEmpty() ? FLAGS : suffix();
    if (!suffix.startsWith(FLAGS) || hasFlag(flag)) {
      return this;
    }
    int at = FLAGS.length();
    while (at < suffix.length() && suffix.charAt(at) < flag) {
      at++;
    }
    return of(base() + suffix.substring(0, at) + flag + suffix.substring(at));
  }

  /**
   * A hint of the base, such as {@code ,S=1234}.
   *
   * @param key the hint's letter
   * @return its number, or -1 if there is none
   */
  long hint(char key) {
    String base = base();
    int at = base.indexOf("," + key + "=");
    if (at < 0) {
      return -1;
    }
    int start = at + 3;
    int end = start;
    while (end < base.length() && base.charAt(end) >= '0' && base.charAt(end) <= '9') {
      end++;
    }
    boolean whole = end == base.length() || base.charAt(end) == ',';
    return whole && end > start && end - start <= MAX_DIGITS
        ? Long.parseLong(base, start, end, 10)
        : -1;
  }

  /** The seconds since 1970 that the name begins with; 0 if it does not begin with a number. */
  long seconds() {
    return number(0);
  }

  /** The microseconds that the delivery part gives as {@code M}; 0 if it has none. */
  long microseconds() {
    int end = baseLength();
    int i = 0;
    while (i < end && octets[i] != '.') {
      i++;
    }
    do {
      i++;
    } while (i < end && octets[i] != 'M' && octets[i] != '.');
    return i < end && octets[i] == 'M' ? number(i + 1) : 0;
  }

  private long number(int start) {
    long value = 0;
    for (int i = start; i < octets.length && octets[i] >= '0' && octets[i] <= '9'; i++) {
      if (i - start == MAX_DIGITS) {
        return 0;
      }
      value = value * 10 + (octets[i] - '0');
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileName that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return latin1();
  }
}
