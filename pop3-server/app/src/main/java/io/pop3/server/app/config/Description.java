package io.pop3.server.app.config;

import java.io.PrintWriter;

/** Writes down every key, as a configuration file with the defaults. */
public final class Description {

  private Description() {}

  /**
   * Describes the keys.
   *
   * @param out where to write
   */
  public static void print(PrintWriter out) {
    for (Key<?> key : Keys.ALL) {
      out.println("# " + key.description());
      out.println("# Form: " + key.form() + ".");
      out.println("#" + key.name() + " = " + key.defaultText());
      out.println();
    }
  }
}
