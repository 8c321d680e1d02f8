package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * SASLprep (RFC 4013): the one form in which names and passwords are compared, on both sides and
 * for every login (decision A-46). Stateless; safe for several threads.
 *
 * <p>What comes out is the same on every JVM: characters are judged by Unicode 3.2, as RFC 3454
 * demands, and code points that it does not know are never normalised. Case is kept (4013-CAS-1);
 * printable ASCII is returned as it came (4013-ASC-1). What comes out is stable: preparing it again
 * changes nothing (8264-STA-1).
 *
 * <p>A text is refused when it is empty or becomes empty, has a control, private-use, surrogate or
 * other prohibited character, or mixes directions of writing against RFC 3454 section 6.
 *
 * <p>U+200B is both a space and mapped to nothing in RFC 3454; RFC 4013 names the spaces first, and
 * so it becomes a space, as other implementations have it.
 */
public final class SaslPrep {

  /** How often a text is prepared again to see whether it is stable: RFC 8264 section 7. */
  private static final int MAX_REPEATS = 3;

  private SaslPrep() {}

  /**
   * Prepares what somebody presents at a login. Code points that Unicode 3.2 does not know pass
   * (RFC 3454 section 7, 4013-UNA-1).
   *
   * @param text a name or password
   * @return the prepared text, never an empty one; nothing if it is refused
   */
  public static Optional<String> prepareQuery(String text) {
    return prepare(text).filter(SaslPrep::isAllowed);
  }

  /**
   * Prepares what will be stored to be compared with later. Code points that Unicode 3.2 does not
   * know are refused, since what they normalise to is not settled (4013-UNA-1).
   *
   * @param text a name or password
   * @return the prepared text, never an empty one; nothing if it is refused
   */
  public static Optional<String> prepareStored(String text) {
    return prepareQuery(text).filter(SaslPrep::isAssigned);
  }

  /**
   * As {@link #prepareQuery(String)} for a password in UTF-8. A password beyond ASCII passes
   * through strings that live until they are collected; one of printable ASCII does not.
   *
   * @param secret the password as sent; not wiped
   * @return the prepared password, to be wiped by the caller; nothing if it is refused or is not
   *     UTF-8
   */
  public static Optional<Secret> prepareQuery(Secret secret) {
    return prepare(secret, false);
  }

  /**
   * As {@link #prepareStored(String)} for a password in UTF-8. A password beyond ASCII passes
   * through strings that live until they are collected; one of printable ASCII does not.
   *
   * @param secret the password to be stored; not wiped
   * @return the prepared password, to be wiped by the caller; nothing if it is refused or is not
   *     UTF-8
   */
  public static Optional<Secret> prepareStored(Secret secret) {
    return prepare(secret, true);
  }

  private static Optional<Secret> prepare(Secret secret, boolean stored) {
    byte[] octets = secret.reveal();
    try {
      if (isPrintableAscii(octets)) {
        return octets.length == 0 ? Optional.empty() : Optional.of(Secret.of(octets));
      }
      if (!Utf8.isWellFormed(octets, 0, octets.length)) {
        return Optional.empty();
      }
      String text = new String(octets, StandardCharsets.UTF_8);
      return (stored ? prepareStored(text) : prepareQuery(text)).map(Secret::of);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static Optional<String> prepare(String text) {
    String prepared = transform(text);
    for (int i = 0; i < MAX_REPEATS; i++) {
      String again = transform(prepared);
      if (again.equals(prepared)) {
        return prepared.isEmpty() ? Optional.empty() : Optional.of(prepared);
      }
      prepared = again;
    }
    return Optional.empty();
  }

  private static String transform(String text) {
    return isPrintableAscii(text) ? text : normalise(map(text));
  }

  /** RFC 4013 section 2.1, and the few characters that normalise otherwise since Unicode 4.0. */
  private static String map(String text) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            codePoint -> {
              if (StringPrepTables.NON_ASCII_SPACES.contains(codePoint)) {
                mapped.append(' ');
              } else if (!StringPrepTables.MAPPED_TO_NOTHING.contains(codePoint)) {
                mapped.appendCodePoint(
                    StringPrepTables.CORRECTED_LATER.getOrDefault(codePoint, codePoint));
              }
            });
    return mapped.toString();
  }

  /**
   * RFC 4013 section 2.2: form KC as Unicode 3.2 had it. What lies between two code points that it
   * does not know is normalised by itself: to Unicode 3.2 these neither decompose nor combine, and
   * a later JVM might think otherwise.
   */
  private static String normalise(String text) {
    StringBuilder normalised = new StringBuilder(text.length());
    int start = 0;
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      if (StringPrepTables.UNASSIGNED.contains(codePoint)) {
        normalised.append(Normalizer.normalize(text.substring(start, i), Normalizer.Form.NFKC));
        normalised.appendCodePoint(codePoint);
        start = next;
      }
      i = next;
    }
    return normalised
        .append(Normalizer.normalize(text.substring(start), Normalizer.Form.NFKC))
        .toString();
  }

  /**
   * RFC 4013 sections 2.3 and 2.4. Of the prohibited characters the spaces beyond ASCII can't be
   * there any more: they have been mapped.
   */
  private static boolean isAllowed(String text) {
    return isPrintableAscii(text)
        || (text.codePoints().noneMatch(SaslPrep::isProhibited) && Directions.agree(text));
  }

  private static boolean isProhibited(int codePoint) {
    return StringPrepTables.PROHIBITED.contains(codePoint)
        || StringPrepTables.NOT_CANONICAL.contains(codePoint);
  }

  /** RFC 3454 section 7. */
  private static boolean isAssigned(String text) {
    return text.codePoints().noneMatch(StringPrepTables.UNASSIGNED::contains);
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7E) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintableAscii(byte[] octets) {
    for (byte octet : octets) {
      if (octet < 0x20 || octet > 0x7E) {
        return false;
      }
    }
    return true;
  }
}
