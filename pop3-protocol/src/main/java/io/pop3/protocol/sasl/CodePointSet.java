package io.pop3.protocol.sasl;

import java.util.Arrays;

/** An immutable set of code points, held as sorted ranges. */
final class CodePointSet {

  private final int[] firsts;
  private final int[] lasts;

  private CodePointSet(int[] firsts, int[] lasts) {
    this.firsts = firsts;
    this.lasts = lasts;
  }

  /**
   * Reads ascending ranges such as {@code 00AD 034F 180B-180D}, separated by white space.
   *
   * @throws IllegalArgumentException if the ranges do not ascend
   */
  static CodePointSet parse(String ranges) {
    String[] tokens = ranges.strip().split("\\s+", -1);
    int[] firsts = new int[tokens.length];
    int[] lasts = new int[tokens.length];
    int previous = -1;
    for (int i = 0; i < tokens.length; i++) {
      int hyphen = tokens[i].indexOf('-');
      firsts[i] = Integer.parseInt(hyphen < 0 ? tokens[i] : tokens[i].substring(0, hyphen), 16);
      lasts[i] = hyphen < 0 ? firsts[i] : Integer.parseInt(tokens[i].substring(hyphen + 1), 16);
      if (firsts[i] <= previous || lasts[i] < firsts[i]) {
        throw new IllegalArgumentException("range: " + tokens[i] + " (expected: ascending)");
      }
      previous = lasts[i];
    }
    return new CodePointSet(firsts, lasts);
  }

  boolean contains(int codePoint) {
    int found = Arrays.binarySearch(firsts, codePoint);
    if (found >= 0) {
      return true;
    }
    int before = -found - 2;
    return before >= 0 && codePoint <= lasts[before];
  }
}
