package io.pop3.protocol.testkit;

import io.pop3.protocol.model.ApopTimestamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Arbitraries of the values that commands and replies are made of, as text. */
final class ValueArbitraries {

  private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

  private ValueArbitraries() {}

  static Arbitrary<String> asciiNames(int maxOctets) {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(maxOctets);
  }

  static Arbitrary<String> asciiPasswords(int maxOctets) {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .withChars(' ')
        .ofMinLength(1)
        .ofMaxLength(maxOctets);
  }

  /**
   * Joins texts. While jqwik shrinks, it moves elements between lists of different types, so that a
   * list of texts may hold something else for a moment; that must not end the shrinking.
   */
  static String joined(List<?> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(text::append);
    return text.toString();
  }

  /** Texts with at least one character, no controls, and no more octets than that in UTF-8. */
  static Arbitrary<String> utf8Texts(int maxOctets) {
    Arbitrary<String> characters =
        Arbitraries.frequencyOf(
            Tuple.of(3, codePoints(' ', '~')),
            Tuple.of(2, codePoints(0xA0, 0x7FF)),
            Tuple.of(2, codePoints(0x800, 0xD7FF)),
            Tuple.of(1, codePoints(0xE000, 0xFFFF)),
            Tuple.of(1, codePoints(0x10000, 0x10FFFF)));
    return characters
        .list()
        .ofMinSize(1)
        .ofMaxSize(maxOctets)
        .map(parts -> longestPrefix(parts, maxOctets));
  }

  private static Arbitrary<String> codePoints(int first, int last) {
    return Arbitraries.integers().between(first, last).map(Character::toString);
  }

  private static String longestPrefix(Iterable<String> parts, int maxOctets) {
    StringBuilder text = new StringBuilder();
    int octets = 0;
    for (String part : parts) {
      octets += part.getBytes(StandardCharsets.UTF_8).length;
      if (octets > maxOctets) {
        break;
      }
      text.append(part);
    }
    return text.toString();
  }

  static Arbitrary<ApopTimestamp> apopTimestamps() {
    Arbitrary<String> domain = Arbitraries.oneOf(dotAtoms(), domainLiterals());
    return Combinators.combine(dotAtoms(), domain)
        .as((left, right) -> new ApopTimestamp("<" + left + "@" + right + ">"));
  }

  private static Arbitrary<String> dotAtoms() {
    return letters()
        .ofMinLength(1)
        .ofMaxLength(20)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(ValueArbitraries::dotted);
  }

  private static String dotted(Iterable<String> atoms) {
    return String.join(".", atoms);
  }

  private static StringArbitrary letters() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .numeric()
        .withChars(ATEXT_SYMBOLS.toCharArray());
  }

  /** What stands between brackets must have no bracket, backslash, angle bracket or at-sign. */
  private static Arbitrary<String> domainLiterals() {
    return Arbitraries.strings()
        .withCharRange('!', ';')
        .withChars('=', '?')
        .withCharRange('A', 'Z')
        .withCharRange('^', '~')
        .ofMaxLength(40)
        .map(text -> "[" + text + "]");
  }
}
