package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Dovecot's {@code dovecot-uidlist}.
 *
 * <pre>
 * file   = header *entry
 * header = "3" *( SP key value ) LF        ; V uidvalidity, P format of unique-ids
 *        / "1" SP uidvalidity SP next LF   ; until Dovecot 1.0
 * entry  = uid *( SP key value ) SP ":" file-name LF      ; P unique-id, G GUID
 *        / uid SP file-name LF                            ; version 1
 * </pre>
 *
 * <p>A unique-id of the entry wins over every format; an empty one stands for the base of the name.
 * A later entry for a name replaces an earlier one.
 *
 * @param format the setting {@code pop3_uidl_format} of that Dovecot
 */
record DovecotImporter(UidlFormat format) implements UniqueIdImporter {

  @Override
  public String fileName() {
    return "dovecot-uidlist";
  }

  @Override
  public Map<String, String> read(FileOperations files, Path file) throws IOException {
    String text = StandardCharsets.ISO_8859_1.decode(WholeFile.read(files, file)).toString();
    String[] lines = text.split("\n", -1);
    Header header = Header.parse(lines[0], file);
    Map<String, String> ids = new LinkedHashMap<>();
    // What follows the last line end is a line that Dovecot did not finish, or nothing.
    for (int i = 1; i < lines.length - 1; i++) {
      try {
        Entry entry = Entry.parse(lines[i], header.version);
        ids.put(FileName.of(entry.fileName).base(), entry.uniqueId(header, format));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + " line " + (i + 1) + ": " + lines[i] + " (expected: an entry of Dovecot)", e);
      }
    }
    return ids;
  }

  private record Header(int version, long uidValidity, Optional<UidlFormat> format) {

    static Header parse(String line, Path file) {
      String[] words = line.split(" ");
      try {
        if (words[0].equals("1") && words.length == 3) {
          return new Header(1, Long.parseLong(words[1]), Optional.empty());
        }
        if (words[0].equals("3")) {
          return parseVersion3(words);
        }
      } catch (IllegalArgumentException e) {
        // Told below, with the line.
      }
      throw new IllegalArgumentException(
          file + " line 1: " + line + " (expected: 3 V… N… or 1 … …, as Dovecot writes)");
    }

    private static Header parseVersion3(String[] words) {
      long uidValidity = -1;
      Optional<UidlFormat> format = Optional.empty();
      for (int i = 1; i < words.length; i++) {
        String value = words[i].isEmpty() ? "" : words[i].substring(1);
        if (words[i].startsWith("V")) {
          uidValidity = Long.parseLong(value);
        } else if (words[i].startsWith("P")) {
          format = Optional.of(UidlFormat.parse(value));
        }
      }
      if (uidValidity < 0) {
        throw new IllegalArgumentException("V: missing");
      }
      return new Header(3, uidValidity, format);
    }
  }

  private record Entry(long uid, Map<Character, String> fields, String fileName) {

    static Entry parse(String line, int version) {
      int space = line.indexOf(' ');
      long uid = Long.parseLong(line.substring(0, Math.max(space, 0)));
      Map<Character, String> fields = new LinkedHashMap<>();
      int at = space + 1;
      if (version == 3) {
        while (at < line.length() && line.charAt(at) != ':') {
          int end = line.indexOf(' ', at);
          if (end < 0) {
            throw new IllegalArgumentException("file name: missing");
          }
          if (end > at) {
            fields.put(line.charAt(at), line.substring(at + 1, end));
          }
          at = end + 1;
        }
        at++;
      }
      if (at >= line.length()) {
        throw new IllegalArgumentException("file name: missing");
      }
      return new Entry(uid, fields, line.substring(at));
    }

    String uniqueId(Header header, UidlFormat configured) {
      String base = FileName.of(fileName).base();
      String own = fields.get('P');
      if (own != null) {
        return own.isEmpty() ? base : own;
      }
      String guid = fields.getOrDefault('G', base);
      return header
          .format
          .orElse(configured)
          .of(new UidlFormat.Message(uid, header.uidValidity, base, guid));
    }
  }
}
