package io.pop3.server.benchmarks.command;

import java.io.PrintWriter;

/** Tells what is going on, line by line as it happens. */
final class Console {

  private final PrintWriter out;

  Console(PrintWriter out) {
    this.out = out;
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
