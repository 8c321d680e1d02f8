package io.pop3.storage.maildir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dovecot's setting {@code pop3_uidl_format}: how it made unique-ids.
 *
 * <pre>
 * format   = *( text / "%%" / "%" *modifier [ [ "0" ] width ] *modifier variable )
 * variable = "v" / "u" / "f" / "g"                    ; up to Dovecot 2.3
 *          / "{" name *( "|" filter ) "}"             ; in every version, filters since 2.4
 * name     = "uidvalidity" / "uid" / "filename" / "guid"
 * modifier = "X" / "M" / "L" / "U"                    ; hexadecimal, MD5, lower and upper case
 * filter   = "hex" [ "(" width ")" ] / "md5" / "lower" / "upper"
 * </pre>
 *
 * <p>Not known: {@code %m}, which only mbox files have.
 */
final class UidlFormat {

  private static final Pattern PART =
      Pattern.compile(
          "%(?:(?<percent>%)|(?<before>[XMLU]*)(?<zero>0?)(?<width>[0-9]{0,2})(?<after>[XMLU]*)"
              + "(?:(?<letter>[vufg])|\\{\\s*(?<name>[a-z]+)(?<filters>[^}]*)\\}))|(?<text>[^%]+)");

  private static final Pattern FILTER =
      Pattern.compile("\\|\\s*(?<name>hex|md5|lower|upper)(?:\\((?<width>[0-9]{1,2})\\))?\\s*");

  private static final String EXPECTED =
      "text with %u, %v, %f, %g, such as %08Xu%08Xv, or with %{uid}, %{uidvalidity}, %{filename},"
          + " %{guid} and the filters hex(8), md5, lower, upper";

  private final String text;
  private final List<Part> parts;

  private UidlFormat(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** What Dovecot uses unless it is told otherwise. */
  static UidlFormat dovecotDefault() {
    return parse("%08Xu%08Xv");
  }

  /**
   * Reads a format.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static UidlFormat parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      parts.add(part(matcher));
      end = matcher.end();
    }
    if (parts.isEmpty() || end < text.length()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return new UidlFormat(text, parts);
  }

  private static Part part(Matcher matcher) {
    if (matcher.group("percent") != null) {
      return message -> "%";
    }
    String literal = matcher.group("text");
    if (literal != null) {
      return message -> literal;
    }
    String name = matcher.group("name");
    Part value = variable(name == null ? matcher.group("letter") : name);
    String modifiers = matcher.group("before") + matcher.group("after");
    for (int i = 0; i < modifiers.length(); i++) {
      value = filtered(value, filterOf(modifiers.charAt(i)), "");
    }
    if (!matcher.group("width").isEmpty()) {
      value = sized(value, !matcher.group("zero").isEmpty(), width(matcher.group("width")));
    }
    String filters = matcher.group("filters");
    return filters == null ? value : filtered(value, filters);
  }

  private static Part variable(String name) {
    return switch (name) {
      case "u", "uid" -> message -> Long.toString(message.uid());
      case "v", "uidvalidity" -> message -> Long.toString(message.uidValidity());
      case "f", "filename" -> Message::base;
      case "g", "guid" -> Message::guid;
      default -> throw new IllegalArgumentException(EXPECTED);
    };
  }

  private static String filterOf(char modifier) {
    return switch (modifier) {
      case 'X' -> "hex";
      case 'M' -> "md5";
      case 'L' -> "lower";
      default -> "upper";
    };
  }

  private static Part filtered(Part value, String filters) {
    Part result = value;
    Matcher matcher = FILTER.matcher(filters.strip());
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      String width = matcher.group("width");
      result = filtered(result, matcher.group("name"), width == null ? "" : width);
      end = matcher.end();
    }
    if (end < filters.strip().length()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return result;
  }

  private static Part filtered(Part value, String filter, String width) {
    Part result =
        switch (filter) {
          case "hex" -> message -> hex(value.of(message));
          case "md5" -> message -> md5(value.of(message));
          case "lower" -> message -> value.of(message).toLowerCase(Locale.ROOT);
          default -> message -> value.of(message).toUpperCase(Locale.ROOT);
        };
    return width.isEmpty() ? result : sized(result, true, width(width));
  }

  private static int width(String digits) {
    return Integer.parseInt(digits);
  }

  /** Pads on the left, and cuts on the right, as Dovecot does. */
  private static Part sized(Part value, boolean zeros, int width) {
    return message -> {
      String raw = value.of(message);
      String padded = zeros ? "0".repeat(Math.max(0, width - raw.length())) + raw : raw;
      return padded.substring(0, Math.min(width, padded.length()));
    };
  }

  private static String hex(String number) {
    try {
      return Long.toHexString(Long.parseLong(number));
    } catch (NumberFormatException e) {
      return "0";
    }
  }

  private static String md5(String value) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(value.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("MD5: missing (expected: a JVM that has it)", e);
    }
  }

  /** The unique-id of a message. */
  String of(Message message) {
    StringBuilder id = new StringBuilder();
    parts.forEach(part -> id.append(part.of(message)));
    return id.toString();
  }

  @Override
  public String toString() {
    return text;
  }

  private interface Part {
    String of(Message message);
  }

  /**
   * What Dovecot knows of a message.
   *
   * @param uid the message's IMAP UID
   * @param uidValidity the mailbox' UIDVALIDITY
   * @param base the base of the file's name
   * @param guid the message's GUID
   */
  record Message(long uid, long uidValidity, String base, String guid) {}
}
