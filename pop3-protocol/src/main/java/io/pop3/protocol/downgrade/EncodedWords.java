package io.pop3.protocol.downgrade;

import io.pop3.protocol.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes text beyond ASCII as encoded-words (RFC 2047), no longer than 75 octets each, no character
 * cut in two. Base64 is taken where more than two thirds would have to be written as hexadecimal
 * digits; else letters, digits and what is legal in every place stand for themselves.
 */
final class EncodedWords {

  private static final int MAX_WORD = 75;
  private static final int MIN_WORD = 40;
  private static final int MAX_LINE = 76;
  private static final String FOLD = "\r\n ";
  private static final String SAFE = "!*+-/";
  private static final String HEX = "0123456789ABCDEF";

  private final String charset;
  private final byte[] octets;
  private final boolean base64;

  private EncodedWords(byte[] octets) {
    this.octets = octets;
    boolean utf8 = Utf8.isWellFormed(octets, 0, octets.length);
    this.charset = utf8 ? "utf-8" : "unknown-8bit";
    int plain = 0;
    for (byte octet : octets) {
      plain += quotedLength(octet) == 1 ? 1 : 0;
    }
    this.base64 = plain * 3 < octets.length;
  }

  /**
   * Appends encoded-words, and a fold in front of the last blank if the line has no room left.
   *
   * @param text what to say, one char for an octet; not empty
   * @param out ends in a blank or where an encoded-word may stand
   */
  static void append(String text, StringBuilder out) {
    EncodedWords words = new EncodedWords(text.getBytes(StandardCharsets.ISO_8859_1));
    int longest = words.longestOnLine(out);
    int start = 0;
    while (start < words.octets.length) {
      if (start > 0) {
        out.append(FOLD);
        longest = MAX_WORD;
      }
      int end = words.end(start, longest);
      out.append(words.word(start, end));
      start = end;
    }
  }

  /** How long the first word may be; makes another line if too little of the text fits this one. */
  private int longestOnLine(StringBuilder out) {
    int line = lineStart(out);
    int left = Math.min(MAX_WORD, MAX_LINE - (out.length() - line));
    if (left >= MIN_WORD || end(0, left) == octets.length) {
      return left;
    }
    int blank = out.length() - 1;
    boolean blankAtEnd = out.charAt(blank) == ' ' || out.charAt(blank) == '\t';
    if (blankAtEnd && !out.substring(line).isBlank()) {
      out.insert(blank, "\r\n");
    }
    return MAX_WORD;
  }

  /** Where the last line begins; never looks back further than a line may be long. */
  private static int lineStart(StringBuilder out) {
    int start = out.length();
    int farthest = Math.max(0, start - MAX_LINE);
    while (start > farthest && out.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  /** Where an encoded-word that begins at {@code start} has to end to be no longer than that. */
  private int end(int start, int longest) {
    int room = longest - "=??Q??=".length() - charset.length();
    int end = start;
    int used = 0;
    while (end < octets.length) {
      int next = end + 1;
      while (charset.equals("utf-8") && next < octets.length && (octets[next] & 0xC0) == 0x80) {
        next++;
      }
      used = base64 ? (next - start + 2) / 3 * 4 : used + quotedLength(end, next);
      if (used > room) {
        return end;
      }
      end = next;
    }
    return end;
  }

  private int quotedLength(int start, int end) {
    int length = 0;
    for (int i = start; i < end; i++) {
      length += quotedLength(octets[i]);
    }
    return length;
  }

  private static int quotedLength(byte octet) {
    return octet == ' ' || isSafe(octet) ? 1 : 3;
  }

  private static boolean isSafe(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || SAFE.indexOf(octet) >= 0;
  }

  private String word(int start, int end) {
    StringBuilder word = new StringBuilder(MAX_WORD);
    word.append("=?").append(charset).append(base64 ? "?B?" : "?Q?");
    if (base64) {
      byte[] piece = Arrays.copyOfRange(octets, start, end);
      word.append(Base64.getEncoder().encodeToString(piece));
    } else {
      for (int i = start; i < end; i++) {
        appendQuoted(octets[i], word);
      }
    }
    return word.append("?=").toString();
  }

  private static void appendQuoted(byte octet, StringBuilder word) {
    if (octet == ' ') {
      word.append('_');
    } else if (isSafe(octet)) {
      word.append((char) octet);
    } else {
      word.append('=').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
    }
  }
}
