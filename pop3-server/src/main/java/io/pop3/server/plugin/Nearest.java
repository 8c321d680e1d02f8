package io.pop3.server.plugin;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The candidate that needs the fewest letters changed.
   *
   * @param given what was written
   * @param candidates what would have been right
   * @return the nearest candidate; empty if none is anywhere near
   */
  public static Optional<String> to(String given, Collection<String> candidates) {
    String nearest = "";
    int fewest = 1 + Math.max(2, given.length() / 3);
    for (String candidate : new TreeSet<>(candidates)) {
      int changes = changes(given, candidate);
      if (changes < fewest) {
        fewest = changes;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** How many letters to insert, remove or replace: Levenshtein's distance, row by row. */
  private static int changes(String from, String to) {
    int[] above = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      int[] used = above;
      above = row;
      row = used;
    }
    return above[to.length()];
  }
}
