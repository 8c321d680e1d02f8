package io.pop3.client.retrieval;

import io.pop3.client.retrieval.LedgerEntry.State;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A line of the ledger: all that is known of one message, or that it is forgotten, so that each
 * line makes sense without any other.
 *
 * <pre>
 * checksum SP kind SP stored SP since SP size SP digest SP copy SP unique-id LF
 * kind      = "K" kept / "A" asked to delete / "M" missing / "F" forgotten
 * stored, since = seconds since 1970
 * unique-id = octets 0x21 to 0x7E but "%", others as "%" and two digits; "%" alone if there is none
 * checksum  = 16 hexadecimal digits of SHA-256 over the account's name, LF, and the rest of the line
 * </pre>
 *
 * @param entry the message
 * @param forgotten whether it is to be forgotten
 */
record LedgerLine(LedgerEntry entry, boolean forgotten) {

  private static final int CHECKSUM_DIGITS = 16;
  private static final String NONE = "%";
  private static final String FORGOTTEN = "F";

  String format(Account account) {
    MessageKey key = entry.key();
    String text =
        String.join(
            " ",
            forgotten ? FORGOTTEN : kind(entry.state()),
            Long.toString(entry.stored().getEpochSecond()),
            Long.toString(entry.since().getEpochSecond()),
            Long.toString(entry.size()),
            key.digest(),
            Integer.toString(key.copy()),
            key.uniqueId().map(LedgerLine::escape).orElse(NONE));
    return checksum(account, text) + " " + text + "\n";
  }

  /**
   * Reads a line.
   *
   * @param line without its line end
   * @return empty if it is damaged, or of another account
   */
  static Optional<LedgerLine> parse(Account account, String line) {
    if (line.length() <= CHECKSUM_DIGITS + 1) {
      return Optional.empty();
    }
    String text = line.substring(CHECKSUM_DIGITS + 1);
    if (!line.startsWith(checksum(account, text) + " ")) {
      return Optional.empty();
    }
    String[] fields = text.split(" ", -1);
    try {
      return fields.length == 7 ? Optional.of(parse(fields)) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException e) {
      // The checksum is right, but this version does not understand the line.
      return Optional.empty();
    }
  }

  private static LedgerLine parse(String[] fields) {
    State state = state(fields[0]);
    MessageKey key = new MessageKey(unescape(fields[6]), fields[4], Integer.parseInt(fields[5]));
    LedgerEntry entry =
        new LedgerEntry(
            key,
            Long.parseLong(fields[3]),
            Instant.ofEpochSecond(Long.parseLong(fields[1])),
            state,
            Instant.ofEpochSecond(Long.parseLong(fields[2])));
    return new LedgerLine(entry, fields[0].equals(FORGOTTEN));
  }

  private static String kind(State state) {
    return switch (state) {
      case KEPT -> "K";
      case ASKED_TO_DELETE -> "A";
      case MISSING -> "M";
    };
  }

  private static State state(String kind) {
    return switch (kind) {
      case "K", FORGOTTEN -> State.KEPT;
      case "A" -> State.ASKED_TO_DELETE;
      case "M" -> State.MISSING;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String checksum(Account account, String text) {
    MessageDigest digest = Sha256.start();
    digest.update((account.name() + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return HexFormat.of().formatHex(digest.digest()).substring(0, CHECKSUM_DIGITS);
  }

  private static String escape(String uniqueId) {
    StringBuilder escaped = new StringBuilder(uniqueId.length());
    for (int i = 0; i < uniqueId.length(); i++) {
      char c = uniqueId.charAt(i);
      if (c > 0x20 && c < 0x7F && c != '%') {
        escaped.append(c);
      } else {
        escaped.append('%').append(HexFormat.of().toHexDigits((byte) c));
      }
    }
    return escaped.toString();
  }

  private static Optional<String> unescape(String escaped) {
    if (escaped.equals(NONE)) {
      return Optional.empty();
    }
    StringBuilder uniqueId = new StringBuilder(escaped.length());
    int i = 0;
    while (i < escaped.length()) {
      char c = escaped.charAt(i);
      if (c == '%') {
        uniqueId.append((char) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
        i += 3;
      } else {
        uniqueId.append(c);
        i++;
      }
    }
    return Optional.of(uniqueId.toString());
  }
}
