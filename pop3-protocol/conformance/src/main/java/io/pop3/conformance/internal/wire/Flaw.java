package io.pop3.conformance.internal.wire;

/** What can be wrong with a reply that is still readable, noted wherever it occurs in a run. */
public enum Flaw {
  /** A reply line ends in LF alone. */
  LINE_END_WITHOUT_CR,
  /** A status indicator in another letter case. */
  INDICATOR_LETTER_CASE,
  /** A first line of more than 512 octets with CRLF. */
  LONG_FIRST_LINE,
  /** A text with an octet that is neither printable ASCII nor a space. */
  UNPRINTABLE_TEXT,
  /** A status indicator with nothing behind it. */
  NO_TEXT,
  /** A text that begins like a response code and is none. */
  BROKEN_RESPONSE_CODE,
  /** A line of a multi-line reply begins with a single dot and goes on. */
  SINGLE_DOT,
  /** The response code AUTH on a reply to something else than AUTH, PASS, APOP or USER. */
  AUTH_CODE_ELSEWHERE,
  /** The response code AUTH on a reply to USER. */
  AUTH_CODE_ON_USER,
  /** The response code IN-USE on a reply to something else than AUTH, PASS or APOP. */
  IN_USE_CODE_ELSEWHERE,
  /** The response code LOGIN-DELAY on a reply to USER. */
  LOGIN_DELAY_CODE_ON_USER
}
