package io.pop3.protocol.wire;

/** What a coder needs next, in the manner of {@link java.nio.charset.CoderResult}. */
public enum CoderResult {
  /** The input is used up and more is needed. */
  UNDERFLOW,
  /** The output has no room for the next octets. */
  OVERFLOW,
  /** The message is complete, terminator included. */
  DONE
}
