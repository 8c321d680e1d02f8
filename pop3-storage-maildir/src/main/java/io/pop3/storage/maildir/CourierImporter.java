package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code courierpop3dsizelist} of Courier's POP3 server.
 *
 * <pre>
 * file  = "/" version SP next [ SP uidvalidity ] LF *entry      ; versions 1 to 3
 * entry = file-name SP size SP uid [ ":" uidvalidity [ ":" utf8 ] ] LF
 * </pre>
 *
 * <p>Courier shows {@code UID7-1234}, or {@code UID7} without uidvalidity; or, for a message with
 * the uid 0, the base of the name, in which some octets are written as {@code +} and two digits.
 */
record CourierImporter() implements UniqueIdImporter {

  private static final Pattern HEADER = Pattern.compile("/[123] [0-9]+( [0-9]+)?");

  private static final Pattern ENTRY =
      Pattern.compile("(?<name>.+) [0-9]+ (?<uid>[0-9]+)(:(?<validity>[0-9]+)(:[0-9]+)?)?");

  @Override
  public String fileName() {
    return "courierpop3dsizelist";
  }

  @Override
  public Map<String, String> read(FileOperations files, Path file) throws IOException {
    String text = StandardCharsets.ISO_8859_1.decode(WholeFile.read(files, file)).toString();
    String[] lines = text.split("\n", -1);
    if (!HEADER.matcher(lines[0]).matches()) {
      throw new IllegalArgumentException(
          file + " line 1: " + lines[0] + " (expected: /3 … …, as Courier writes)");
    }
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Matcher entry = ENTRY.matcher(lines[i]);
      if (!entry.matches()) {
        throw new IllegalArgumentException(
            file + " line " + (i + 1) + ": " + lines[i] + " (expected: an entry of Courier)");
      }
      String base = FileName.of(entry.group("name")).base();
      ids.put(base, uniqueId(base, entry));
    }
    return ids;
  }

  private static String uniqueId(String base, Matcher entry) {
    String uid = entry.group("uid");
    if (isZero(uid)) {
      return escaped(base);
    }
    String validity = entry.group("validity");
    return validity == null || isZero(validity) ? "UID" + uid : "UID" + uid + "-" + validity;
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  private static String escaped(String base) {
    StringBuilder id = new StringBuilder(base.length());
    for (int i = 0; i < base.length(); i++) {
      char c = base.charAt(i);
      if (c < 0x21 || c > 0x7E || c == '\'' || c == '"' || c == '+') {
        id.append(String.format("+%02X", (int) c));
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }
}
