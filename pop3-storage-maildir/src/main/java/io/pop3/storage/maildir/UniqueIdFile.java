package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * The file of the unique-ids that do not follow from file names. Unlike the index it can't be made
 * anew, so it is text that a person can read, replaced as a whole, and always durable.
 *
 * <pre>
 * file = "pop3d-ids 1" LF *( unique-id SP base LF ) "end " count SP crc32c LF
 * base = *octet        ; of the file's name; % and octets outside 0x21 to 0x7E as %XX
 * </pre>
 */
final class UniqueIdFile {

  private static final String FIRST_LINE = "pop3d-ids 1\n";

  private final FileOperations files;
  private final MaildirLayout maildir;

  UniqueIdFile(FileOperations files, MaildirLayout maildir) {
    this.files = files;
    this.maildir = maildir;
  }

  /** Thrown if the file is there but can't be trusted. */
  static final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /**
   * A number that changes when the file does; 0 if there is none.
   *
   * @throws IOException if it can't be told
   */
  long stamp() throws IOException {
    try {
      FileOperations.FileFacts facts = files.file(maildir.uniqueIds());
      return facts.modifiedNanos() * 31 + facts.octets() + 1;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Reads the file; none means that all unique-ids follow from names. */
  UniqueIds read() throws IOException {
    try {
      ByteBuffer octets = WholeFile.read(files, maildir.uniqueIds());
      return parse(StandardCharsets.ISO_8859_1.decode(octets).toString());
    } catch (NoSuchFileException e) {
      return UniqueIds.none();
    }
  }

  private UniqueIds parse(String text) throws DamagedException {
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    Map<String, String> ids = new HashMap<>();
    Set<String> used = new HashSet<>();
    boolean sound = text.startsWith(FIRST_LINE) && last > 0;
    int start = FIRST_LINE.length();
    while (sound && start < last) {
      int end = text.indexOf('\n', start);
      int space = text.indexOf(' ', start);
      sound = space > start && space < end;
      if (sound) {
        String id = text.substring(start, space);
        String base = decoded(text.substring(space + 1, end));
        sound = UniqueId.isValid(id) && used.add(id) && FileName.isBase(base);
        ids.put(base, id);
      }
      start = end + 1;
    }
    if (!sound || !text.substring(last).equals(lastLine(ids.size(), text.substring(0, last)))) {
      throw new DamagedException(
          maildir.uniqueIds()
              + ": damaged (expected: as it was written; restore it from a backup, or remove it to"
              + " have clients see all messages as new)");
    }
    return UniqueIds.given(ids);
  }

  /** Replaces the file. */
  void write(UniqueIds ids) throws IOException {
    StringBuilder text = new StringBuilder(FIRST_LINE);
    ids.given()
        .forEach((base, id) -> text.append(id).append(' ').append(encoded(base)).append('\n'));
    text.append(lastLine(ids.given().size(), text.toString()));
    byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
    WholeFile.replace(files, maildir.uniqueIds(), ByteBuffer.wrap(octets), Durability.ALWAYS);
  }

  private static String lastLine(int count, String before) {
    CRC32C crc = new CRC32C();
    crc.update(before.getBytes(StandardCharsets.ISO_8859_1));
    return "end " + count + " " + Long.toHexString(crc.getValue()) + "\n";
  }

  private static String encoded(String base) {
    StringBuilder text = new StringBuilder(base.length());
    for (int i = 0; i < base.length(); i++) {
      char c = base.charAt(i);
      if (c < 0x21 || c > 0x7E || c == '%') {
        text.append(String.format("%%%02X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String decoded(String text) throws DamagedException {
    StringBuilder base = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw new DamagedException("percent sign: not followed by two hexadecimal digits");
        }
        base.append((char) ((high << 4) | low));
        i += 3;
      } else {
        base.append(text.charAt(i));
        i++;
      }
    }
    return base.toString();
  }
}
