package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What cases demand again and again. */
final class Expect {

  /** Bad commands on one connection, each followed by a good one: far fewer than servers bear. */
  private static final int BAD_COMMANDS_PER_SESSION = 8;

  private Expect() {}

  static void that(boolean kept, String expected, String seen) {
    if (!kept) {
      throw new Discrepancy(expected, seen);
    }
  }

  /** Two things of one kind must be equal. */
  static void equal(String what, @Nullable Object expected, @Nullable Object seen) {
    if (!Objects.equals(expected, seen)) {
      throw new Discrepancy(
          what + ": " + Octets.show(String.valueOf(expected)), Octets.show(String.valueOf(seen)));
    }
  }

  /** Two long texts must be equal; shows where they begin to differ. */
  static void equalOctets(String what, String expected, String seen) {
    if (expected.equals(seen)) {
      return;
    }
    int same = 0;
    while (same < Math.min(expected.length(), seen.length())
        && expected.charAt(same) == seen.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - 20);
    throw new Discrepancy(
        what
            + ": "
            + expected.length()
            + " octets, from octet "
            + from
            + " on "
            + tail(expected, from),
        seen.length() + " octets, " + tail(seen, from));
  }

  private static String tail(String octets, int from) {
    return "\"" + Octets.show(octets.substring(Math.min(from, octets.length()))) + "\"";
  }

  static void matches(Pattern pattern, String form, Reply reply) {
    that(pattern.matcher(reply.line()).matches(), form, reply.shown());
  }

  /** The same in a maildrop that has a message 1, which lenient reading could find. */
  static void refusedWithMail(Lab lab, List<String> lines) {
    lab.loginHaving(1).close();
    refusedAfterLogin(lab, lines);
  }

  /**
   * Every line must be answered by one -ERR in TRANSACTION, and change nothing. A NOOP behind each
   * proves that the replies are in step.
   */
  static void refusedAfterLogin(Lab lab, List<String> lines) {
    for (int start = 0; start < lines.size(); start += BAD_COMMANDS_PER_SESSION) {
      Dialogue session = lab.login();
      Listings.Drop before = Listings.stat(session);
      List<String> some =
          lines.subList(start, Math.min(lines.size(), start + BAD_COMMANDS_PER_SESSION));
      for (String line : some) {
        session.err(line);
        requireInStep(session, line);
      }
      equal("STAT after " + some, before, Listings.stat(session));
      session.close();
    }
  }

  /** A NOOP right after a command must be answered as a NOOP is. */
  static void requireInStep(Dialogue session, String after) {
    Reply reply = session.ask("NOOP");
    that(
        reply.positive(), "one reply to " + Octets.show(after) + " and +OK to NOOP", reply.shown());
  }

  /** Every line must be answered by one -ERR in AUTHORIZATION, each on a fresh connection. */
  static void refusedBeforeLogin(Lab lab, List<String> lines) {
    for (String line : lines) {
      try (Dialogue session = lab.open()) {
        session.err(line);
        Reply reply = session.ask("QUIT");
        that(
            reply.positive(),
            "one reply to " + Octets.show(line) + " and +OK to QUIT",
            reply.shown());
      }
    }
  }
}
