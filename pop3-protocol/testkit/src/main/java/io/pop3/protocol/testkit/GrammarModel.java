package io.pop3.protocol.testkit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of command lines, said once more by regular expressions (RFC 1939 section 3, RFC 2449
 * section 3, decisions ). It answers one question: which line, if any, is the plain
 * form of what a client sent?
 *
 * @param utf8Credentials whether USER, PASS and APOP may carry UTF-8 (RFC 6856 section 2.2)
 * @param tolerateSpaces whether spaces may be doubled and may trail (decision A-05)
 */
public record GrammarModel(boolean utf8Credentials, boolean tolerateSpaces) {

  private static final int LINE_OCTETS = 255 - 2;
  private static final BigInteger LAST_NUMBER = BigInteger.valueOf(Integer.MAX_VALUE);
  private static final BigInteger LAST_COUNT = BigInteger.valueOf(Long.MAX_VALUE);

  /** One line of the grammar and how to write what it matched. */
  private record Production(Pattern pattern, Function form) {

    /** From what a production matched to the plain form, or to nothing. */
    private interface Function {
      Optional<String> apply(MatchResult match);
    }
  }

  private static final List<Production> PRODUCTIONS =
      List.of(
          production("(QUIT|CAPA|STLS|UTF8|STAT|NOOP|RSET|LANG|LIST|UIDL)", GrammarModel::words),
          production("(LIST|UIDL|RETR|DELE) (\\d+)", GrammarModel::numbered),
          production("(TOP) (\\d+) (\\d+)", GrammarModel::numbered),
          production("(USER) (\\S+)", GrammarModel::words),
          production("(APOP) (\\S+) ([0-9a-f]{32})", GrammarModel::digest),
          production("(AUTH) ?()", GrammarModel::words),
          production("(AUTH) ([a-z0-9_-]{1,20})", GrammarModel::mechanism),
          production("(AUTH) ([a-z0-9_-]{1,20}) (\\S+)", GrammarModel::mechanism),
          production("(LANG) (\\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)", GrammarModel::words));

  private static final Pattern CREDENTIALS = Pattern.compile("(?is)(USER|PASS|APOP)( .*)?");
  private static final Pattern NO_CONTROLS = Pattern.compile("[^\\x00-\\x1F\\x7F]*");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");
  private static final Pattern AUTH_WITH_SPACES = Pattern.compile("(?i)AUTH( .*)?  +[^ ].*");
  private static final Pattern TRAILING_SPACES = Pattern.compile(" +\\z");
  private static final Pattern INNER_SPACES = Pattern.compile("(?<=[^ ]) +");
  private static final Pattern PASS = Pattern.compile("(?s)(PASS) (.+)", Pattern.CASE_INSENSITIVE);

  private static Production production(String pattern, Production.Function form) {
    return new Production(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), form);
  }

  /**
   * Finds the plain form of a line: keyword and mechanism in upper case, digest in lower case,
   * numbers without leading zeros and cut to what a maildrop can have, single spaces.
   *
   * @param line any octets, without a line end
   * @return the plain form, without a line end; empty if the line must be refused
   */
  public Optional<OctetString> plainForm(OctetString line) {
    String text = line.toLatin1();
    if (!hasLegalOctets(line, text)) {
      return Optional.empty();
    }
    Matcher pass = PASS.matcher(text);
    if (pass.matches()) {
      return limited(Optional.of("PASS " + pass.group(2)));
    }
    String spaced = tolerateSpaces && !isAuthWithSpaces(text) ? withoutExtraSpaces(text) : text;
    return PRODUCTIONS.stream()
        .map(production -> apply(production, spaced))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private boolean hasLegalOctets(OctetString line, String text) {
    if (utf8Credentials && CREDENTIALS.matcher(text).matches()) {
      return isUtf8(line) && NO_CONTROLS.matcher(text).matches();
    }
    return PRINTABLE.matcher(text).matches();
  }

  private static boolean isUtf8(OctetString line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** RFC 5034 takes back the leave of RFC 1734 to put several spaces behind AUTH. */
  private static boolean isAuthWithSpaces(String text) {
    return AUTH_WITH_SPACES.matcher(text).matches();
  }

  private static String withoutExtraSpaces(String text) {
    String trimmed = TRAILING_SPACES.matcher(text).replaceAll("");
    return INNER_SPACES.matcher(trimmed).replaceAll(" ");
  }

  private static Optional<OctetString> apply(Production production, String text) {
    Matcher matcher = production.pattern().matcher(text);
    return matcher.matches()
        ? limited(production.form().apply(matcher.toMatchResult()))
        : Optional.empty();
  }

  private static Optional<OctetString> limited(Optional<String> form) {
    return form.filter(text -> text.startsWith("AUTH") || text.length() <= LINE_OCTETS)
        .map(OctetString::ofLatin1);
  }

  private static Optional<String> words(MatchResult match) {
    String rest = match.groupCount() > 1 ? match.group(2) : "";
    boolean hasC1Control =
        new String(rest.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
            .chars()
            .anyMatch(c -> c >= 0x80 && c < 0xA0);
    return hasC1Control ? Optional.empty() : Optional.of(join(upper(match.group(1)), rest));
  }

  private static Optional<String> numbered(MatchResult match) {
    BigInteger number = new BigInteger(match.group(2));
    if (number.signum() == 0) {
      return Optional.empty();
    }
    String form = upper(match.group(1)) + " " + number.min(LAST_NUMBER);
    return Optional.of(
        match.groupCount() == 2
            ? form
            : form + " " + new BigInteger(match.group(3)).min(LAST_COUNT));
  }

  private static Optional<String> digest(MatchResult match) {
    return words(match).map(form -> join(form, match.group(3).toLowerCase(Locale.ROOT)));
  }

  private static Optional<String> mechanism(MatchResult match) {
    String form = "AUTH " + upper(match.group(2));
    return Optional.of(match.groupCount() == 2 ? form : join(form, match.group(3)));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String join(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }
}
