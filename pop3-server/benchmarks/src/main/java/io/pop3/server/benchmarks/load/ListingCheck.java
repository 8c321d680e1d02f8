package io.pop3.server.benchmarks.load;

import io.pop3.protocol.command.Verb;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.server.benchmarks.mail.UserMail;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks LIST and UIDL: every message once and in order, sizes that add up, no unique-id twice. For
 * one session.
 */
final class ListingCheck {

  private static final long[] NONE = {};

  private final UserMail mail;
  private final Set<String> uniqueIds = new HashSet<>();
  private long[] sizes = NONE;
  private int lines;
  private long octets;

  ListingCheck(UserMail mail) {
    this.mail = mail;
  }

  /** A line of a listing. */
  void line(Verb verb, String text) {
    int number = verb == Verb.LIST ? scanLine(text) : uidLine(text);
    if (number != ++lines) {
      throw new LoadException(
          mail.userName() + ": " + verb + ": \"" + text + "\" (expected: message " + lines + ")");
    }
  }

  private int scanLine(String text) {
    ScanLine line =
        ScanLine.parse(text).orElseThrow(() -> new LoadException("LIST: no scan line: " + text));
    if (sizes.length == 0) {
      sizes = new long[mail.messages() + 1];
    }
    int number = line.message().value();
    if (number < sizes.length) {
      sizes[number] = line.octets().value();
    }
    octets += line.octets().value();
    return number;
  }

  private int uidLine(String text) {
    UidLine line =
        UidLine.parse(text).orElseThrow(() -> new LoadException("UIDL: no line of it: " + text));
    if (!uniqueIds.add(line.uniqueId())) {
      throw new LoadException(mail.userName() + ": UIDL: twice: " + text);
    }
    return line.message().value();
  }

  /** The end of a listing. */
  void end(Verb verb) {
    if (lines != mail.messages()) {
      throw new LoadException(
          mail.userName()
              + ": "
              + verb
              + ": "
              + lines
              + " lines (expected: "
              + mail.messages()
              + ")");
    }
    if (verb == Verb.LIST && octets != mail.octets()) {
      throw new LoadException(
          mail.userName() + ": LIST: " + octets + " octets (expected: " + mail.octets() + ")");
    }
    lines = 0;
  }

  /** A message was retrieved; its size must be what LIST said. */
  void requireSize(int number, long retrieved) {
    if (sizes.length > 0 && sizes[number] != retrieved) {
      throw new LoadException(
          mail.userName()
              + ": RETR "
              + number
              + ": "
              + retrieved
              + " octets (expected: "
              + sizes[number]
              + " as LIST says)");
    }
  }
}
