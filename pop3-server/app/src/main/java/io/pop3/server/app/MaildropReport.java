package io.pop3.server.app;

import io.pop3.spi.maildrop.MaildropOwner;
import java.io.PrintWriter;

/**
 * What a command over maildrops tells: results to standard output, trouble to standard error, and
 * the worst of it as exit status. Names of files come from outside, so whatever could steer a
 * terminal is replaced.
 */
final class MaildropReport {

  private static final int WRONG = 1;
  private static final int IN_USE = 3;

  private final PrintWriter out;
  private final PrintWriter err;
  private boolean anythingWrong;
  private boolean anyInUse;

  MaildropReport(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** A result. */
  void line(String text) {
    out.println(printable(text));
  }

  /** A result in columns. */
  void columns(String... values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = printable(values[i]);
    }
    out.println(String.join("\t", values));
  }

  /** Something to know that is no trouble. */
  void note(String text) {
    err.println("pop3d: " + printable(text));
  }

  /** Something is wrong with a maildrop; the others are looked after all the same. */
  void wrong(MaildropOwner owner, String what) {
    anythingWrong = true;
    note(owner.name() + ": " + what);
  }

  /** A session has the maildrop. */
  void inUse(MaildropOwner owner, String holder) {
    anyInUse = true;
    note(owner.name() + ": " + holder + "; try again when that session has ended");
  }

  int exitStatus() {
    return anythingWrong ? WRONG : anyInUse ? IN_USE : 0;
  }

  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(Character.isISOControl(c) ? '?' : (char) c));
    return safe.toString();
  }
}
