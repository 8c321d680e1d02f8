package io.pop3.server.benchmarks.command;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** One way to compare servers. */
@FunctionalInterface
interface Comparison {

  /**
   * Compares.
   *
   * @param wanted which rows to make, by their name
   * @return the rows
   * @throws IOException if a server does not start, or a file can't be written
   */
  List<Row> rows(Predicate<String> wanted) throws IOException;
}
