package io.pop3.storage.maildir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The grammar of message file names, and the way between names as octets and paths.
 *
 * <pre>
 * file-name = base [ ":" info ]
 * base      = seconds "." delivery "." host *( "," hint )     ; any octets without ":" will do
 * hint      = "S=" octets / "W=" octets
 * info      = "2," *flag
 * </pre>
 */
final class FileNames {

  private FileNames() {}

  /**
   * The octets of a path's last name. Java decodes names with the character set of the locale,
   * which loses those that are not in it; the path's URI has them all.
   */
  static byte[] octets(Path path) {
    String name = String.valueOf(path.getFileName());
    if (isAscii(name)) {
      return name.getBytes(StandardCharsets.US_ASCII);
    }
    String raw = path.toUri().getRawPath();
    int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
    return percentDecoded(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
  }

  /** The path of a name in a directory, whichever octets the name has. */
  static Path resolve(Path directory, byte[] name) {
    String text = new String(name, StandardCharsets.ISO_8859_1);
    if (isAscii(text)) {
      return directory.resolve(text);
    }
    String parent = directory.toUri().toString();
    String separator = parent.endsWith("/") ? "" : "/";
    return Path.of(URI.create(parent + separator + percentEncoded(name)));
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
    byte[] octets = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        octets[length++] = (byte) Integer.parseInt(raw, i + 1, i + 3, 16);
        i += 2;
      } else {
        octets[length++] = (byte) c;
      }
    }
    return Arrays.copyOf(octets, length);
  }

  private static String percentEncoded(byte[] name) {
    StringBuilder text = new StringBuilder(name.length * 3);
    for (byte octet : name) {
      text.append('%')
          .append(Character.forDigit((octet >> 4) & 0xF, 16))
          .append(Character.forDigit(octet & 0xF, 16));
    }
    return text.toString();
  }

  /** Tells whether a directory entry may be a message: hidden files are not (ledger MDIR-1). */
  static boolean mayBeMessage(byte[] name) {
    return name.length > 0 && name[0] != '.' && name[0] != ':';
  }

  /** The length of the part that never changes: all that precedes the first colon. */
  static int baseLength(byte[] octets, int start, int end) {
    for (int i = start; i < end; i++) {
      if (octets[i] == ':') {
        return i - start;
      }
    }
    return end - start;
  }

  /** The length of the part that never changes. */
  static int baseLength(byte[] name) {
    return baseLength(name, 0, name.length);
  }

  /** The seconds since 1970 that a name begins with; 0 if it does not begin with such a number. */
  static long seconds(byte[] name) {
    return number(name, 0);
  }

  /** The microseconds that a name's delivery part gives as {@code M}; 0 if it has none. */
  static long microseconds(byte[] name) {
    int end = baseLength(name);
    int i = 0;
    while (i < end && name[i] != '.') {
      i++;
    }
    for (i++; i < end && name[i] != '.'; i++) {
      if (name[i] == 'M') {
        return number(name, i + 1);
      }
    }
    return 0;
  }

  private static long number(byte[] name, int start) {
    long value = 0;
    for (int i = start; i < name.length && name[i] >= '0' && name[i] <= '9'; i++) {
      if (value > Long.MAX_VALUE / 100) {
        return 0;
      }
      value = value * 10 + (name[i] - '0');
    }
    return value;
  }
}
