package io.pop3.protocol.command;

/** The form of a positive reply (grammar 4.1). A negative one is always a single line. */
public enum ReplyShape {
  /** One line. */
  SINGLE_LINE,
  /** A first line, further lines of text, and the terminator. */
  LISTING,
  /** A first line, a message or the beginning of one, and the terminator. */
  MESSAGE
}
