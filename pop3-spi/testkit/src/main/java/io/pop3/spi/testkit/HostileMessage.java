package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Messages that have broken stores, servers and clients before. Each is one of the cases in which
 * line ends, dots or the end of a message are easily taken for something else.
 */
public enum HostileMessage {
  /** No octet at all. */
  EMPTY(""),
  /** The last line has no line end. */
  NO_FINAL_LINE_END("Subject: a\r\n\r\nbody"),
  /** One octet, no line end. */
  SINGLE_OCTET("x"),
  /** The first octet is a dot. */
  FIRST_OCTET_DOT(".Subject: a\r\n\r\nbody\r\n"),
  /** One dot and nothing else. */
  LONE_DOT("."),
  /** Looks like the terminator of a reply. */
  LONE_DOT_LINE(".\r\n"),
  /** Lines of dots alone, in both line ends. */
  ONLY_DOTS(".\r\n..\r\n...\r\n.\n..\n"),
  /** Dots behind a line end of LF, which the wire form turns into one of CRLF. */
  DOTS_AFTER_LF("Subject: a\n\n.\n..b\n"),
  /** Dots behind a lone CR, which ends no line. */
  DOT_AFTER_LONE_CR("Subject: a\r\n\r\nb\r.\r\r.c\r\n"),
  /** CRs that end no line. */
  LONE_CRS("Subject: a\r\n\r\n\rb\rc\r\rd\r\n"),
  /** Nothing but CRs. */
  ONLY_CRS("\r\r\r"),
  /** Doubled CR before LF, as careless gateways make it. */
  CR_CR_LF("Subject: a\r\r\n\r\r\nbody\r\r\n"),
  /** The last octet is a CR. */
  ENDS_IN_CR("Subject: a\r\n\r\nbody\r"),
  /** LF and CR the wrong way round. */
  LF_CR("Subject: a\n\r\n\rbody\n\r"),
  /** Stored with CRLF, fit to be sent as it is. */
  CRLF_LINES("Subject: a\r\nFrom: b\r\n\r\nbody\r\n"),
  /** Stored with LF. */
  LF_LINES("Subject: a\nFrom: b\n\nbody\n"),
  /** Both line ends in one message. */
  MIXED_LINE_ENDS("Subject: a\r\nFrom: b\n\nbody\r\nmore\n"),
  /** One empty line, LF. */
  LONE_LF("\n"),
  /** One empty line, CRLF. */
  LONE_CRLF("\r\n"),
  /** A header section without the empty line and without a body. */
  HEADER_WITHOUT_BODY("Subject: a\r\nFrom: b\r\n"),
  /** A header section with the empty line and without a body. */
  HEADER_WITH_EMPTY_LINE("Subject: a\r\nFrom: b\r\n\r\n"),
  /** A body without a header section. */
  BODY_WITHOUT_HEADER("\r\nbody\r\n"),
  /** Ends like the terminator of a reply, its line end included. */
  ENDS_LIKE_TERMINATOR("Subject: a\r\n\r\nbody\r\n.\r\n"),
  /** Ends like the terminator of a reply, its line end missing. */
  ENDS_IN_DOT("Subject: a\r\n\r\nbody\r\n."),
  /** A line that mbox files take for the start of a message. */
  FROM_LINES("From here\r\n\r\nFrom there\r\n>From everywhere\r\n"),
  /** Octets above 0x7F that are no UTF-8. */
  EIGHT_BIT("Subject: \u00e4\u00ff\r\n\r\n\u0080\u00c3\u00fe\r\n"),
  /** NUL, in the header and in the body. */
  NUL("Subject: a\0b\r\n\r\n\0\0c\r\n\0"),
  /** Each octet there is, in order. */
  EVERY_OCTET(everyOctet()),
  /** One line of 200,000 octets. */
  LONG_LINE("Subject: a\r\n\r\n" + "0123456789".repeat(20_000) + "\r\n"),
  /** 200,000 octets without any line end. */
  LONG_LINE_WITHOUT_END(".".repeat(200_000)),
  /** More lines than octets fit in a common buffer, each to be changed on its way out. */
  MANY_LF_LINES(".\n".repeat(50_000));

  /** One character for each octet, since text is immutable. */
  private final String latin1;

  HostileMessage(String latin1) {
    this.latin1 = latin1;
  }

  private static String everyOctet() {
    StringBuilder all = new StringBuilder(256);
    for (char c = 0; c < 256; c++) {
      all.append(c);
    }
    return all.toString();
  }

  /**
   * The message as it is to be stored.
   *
   * @return a copy
   */
  public byte[] octets() {
    return latin1.getBytes(ISO_8859_1);
  }
}
