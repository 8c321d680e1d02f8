package io.pop3.server.benchmarks.report;

import java.util.Locale;

/** Writes numbers for people. */
public final class Numbers {

  private static final double THREE_DIGITS = 100;

  private Numbers() {}

  /**
   * Three digits that matter, without an exponent.
   *
   * @param value any number that is not negative
   * @return its text
   */
  public static String brief(double value) {
    if (value == 0) {
      return "0";
    }
    int decimals = 0;
    double scaled = value;
    while (scaled < THREE_DIGITS && decimals < 6) {
      scaled *= 10;
      decimals++;
    }
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /**
   * A share.
   *
   * @param share from 0 to 1, or more
   * @return in percent
   */
  public static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
