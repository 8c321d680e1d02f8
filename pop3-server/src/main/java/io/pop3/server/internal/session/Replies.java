package io.pop3.server.internal.session;

import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.StatusLine;

/** The texts of replies that are always the same. None repeats anything a client sent. */
final class Replies {

  static final StatusLine BYE = StatusLine.ok("bye");
  static final StatusLine CAPABILITIES = StatusLine.ok("capabilities follow");
  static final StatusLine NO_SUCH_MESSAGE = StatusLine.err("no such message");
  static final StatusLine DONE = StatusLine.ok("done");
  static final StatusLine UTF8_MODE = StatusLine.ok("UTF-8 mode");

  static final StatusLine SEND_PASSWORD = StatusLine.ok("send PASS");
  static final StatusLine TLS_FIRST = StatusLine.err("this login only under TLS");
  static final StatusLine NO_PASSWORDS = StatusLine.err("log in with a mechanism of CAPA");
  static final StatusLine NO_APOP = StatusLine.err("APOP is not available");

  static final StatusLine MECHANISMS = StatusLine.ok("mechanisms follow");
  static final StatusLine NO_MECHANISM_LIST = StatusLine.err("AUTH needs a mechanism");
  static final StatusLine NO_MECHANISM = StatusLine.err("mechanism is not available");
  static final StatusLine CANCELLED = StatusLine.err("authentication cancelled");
  static final StatusLine BEGIN_TLS = StatusLine.ok("begin TLS");
  static final StatusLine TOO_SOON =
      StatusLine.err(ResponseCode.LOGIN_DELAY, "logged in a moment ago, try later");

  static final StatusLine LOGIN_FAILED = StatusLine.err(ResponseCode.AUTH, "authentication failed");
  static final StatusLine LOGIN_UNAVAILABLE_NOW =
      StatusLine.err(ResponseCode.SYS_TEMP, "authentication is not possible now, try later");
  static final StatusLine LOGIN_UNAVAILABLE =
      StatusLine.err(ResponseCode.SYS_PERM, "authentication is not possible");

  static final StatusLine MAILDROP_BUSY =
      StatusLine.err(ResponseCode.IN_USE, "maildrop is in use by another session");
  static final StatusLine MAILDROP_TROUBLE_NOW =
      StatusLine.err(ResponseCode.SYS_TEMP, "maildrop can't be opened now, try later");
  static final StatusLine MAILDROP_TROUBLE =
      StatusLine.err(ResponseCode.SYS_PERM, "maildrop can't be opened");

  static final StatusLine TOP_FOLLOWS = StatusLine.ok("top of message follows");
  static final StatusLine MARKED = StatusLine.ok("message marked as deleted");
  static final StatusLine UNMARKED = StatusLine.ok("no message is marked as deleted");

  static final StatusLine NEEDS_UTF8 =
      StatusLine.err(ResponseCode.UTF8, "message needs UTF-8 mode, log in again behind UTF8");

  static final StatusLine MESSAGE_TROUBLE_NOW =
      StatusLine.err(ResponseCode.SYS_TEMP, "message can't be read now");
  static final StatusLine MESSAGE_TROUBLE =
      StatusLine.err(ResponseCode.SYS_PERM, "message can't be read");

  static final StatusLine COMMIT_TROUBLE_NOW =
      StatusLine.err(ResponseCode.SYS_TEMP, "some deleted messages not removed, try later");
  static final StatusLine COMMIT_TROUBLE =
      StatusLine.err(ResponseCode.SYS_PERM, "some deleted messages not removed");

  private Replies() {}

  static StatusLine loggedIn(int messages) {
    return StatusLine.ok("maildrop has " + counted(messages));
  }

  static StatusLine listing(int messages, String octets) {
    return StatusLine.ok(counted(messages) + " (" + octets + " octets)");
  }

  /** Nothing about octets: to know them may take a look at every message. */
  static StatusLine uniqueIds(int messages) {
    return StatusLine.ok(counted(messages));
  }

  static StatusLine message(long octets) {
    return StatusLine.ok(octets + " octets");
  }

  private static String counted(int messages) {
    return messages + (messages == 1 ? " message" : " messages");
  }

  /** Tells the truth: what was removed, and what of this session's listing is left. */
  static StatusLine bye(int removed, int left) {
    return StatusLine.ok(
        "bye, " + counted(removed) + " removed, " + (left == 0 ? "none" : left) + " left");
  }
}
