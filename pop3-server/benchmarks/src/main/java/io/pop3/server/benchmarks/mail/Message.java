package io.pop3.server.benchmarks.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * One message of a {@link MailSet}: a header that begins with who it is, and a body cut from a
 * {@link TextRing}. Takes as much memory as its header. Immutable.
 */
public final class Message {

  /** Octets at the beginning that say which message of its user this is. */
  static final int IDENTITY_OCTETS = 35;

  private static final String IDENTITY = "Message-ID: <%010d.%010d@";
  private static final int NUMBER_START = 24;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final int LEAST_BODY_OCTETS = 2;

  private final byte[] header;
  private final byte[] wireHeader;
  private final long bodyOctets;
  private final long wireBodyOctets;
  private final TextRing ring;
  private final int firstLine;

  Message(MailSet set, int user, int number, long octets, TextRing ring, int firstLine) {
    String text = header(set, user, number, ring);
    this.header = text.getBytes(StandardCharsets.US_ASCII);
    this.wireHeader = text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    this.ring = ring;
    this.firstLine = firstLine;
    this.bodyOctets = Math.max(octets - header.length, LEAST_BODY_OCTETS) - 1;
    this.wireBodyOctets = ring.wireOctets(firstLine, bodyOctets);
  }

  private static String header(MailSet set, int user, int number, TextRing ring) {
    String identity = IDENTITY.formatted(user, number);
    String date = "Mon, %d Jan 2024 10:%02d:00 +0000".formatted(1 + number % 28, number % 60);
    String type =
        ring == TextRing.BASE64
            ? "application/octet-stream\nContent-Transfer-Encoding: base64"
            : "text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit";
    return """
        %s%s.example>
        Return-Path: <sender%d@example.org>
        Received: from mx.example.org (mx.example.org [192.0.2.%d])
        \tby mail.example.net (MTA) with ESMTPS id %08x
        \tfor <%s>; %s
        Date: %s
        From: Sender %d <sender%d@example.org>
        To: %s
        Subject: number %d of user %d
        MIME-Version: 1.0
        Content-Type: %s

        """
        .formatted(
            identity,
            set.name(),
            number % 97,
            number % 250,
            user * 65_537 + number,
            set.userName(user),
            date,
            date,
            number % 97,
            number % 97,
            set.userName(user),
            number,
            user,
            type);
  }

  /** The number that the first octets of a message name, if they name any. */
  static OptionalInt number(byte[] identity) {
    int number = 0;
    for (int i = NUMBER_START; i < IDENTITY_OCTETS - 1; i++) {
      int digit = identity[i] - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      number = number * 10 + digit;
    }
    return OptionalInt.of(number);
  }

  /**
   * The size as stored.
   *
   * @return octets, each line end counted as one
   */
  public long storedOctets() {
    return header.length + bodyOctets + 1;
  }

  /**
   * The size as POP3 has it.
   *
   * @return octets, each line end counted as two
   */
  public long wireOctets() {
    return wireHeader.length + wireBodyOctets + CRLF.length;
  }

  /**
   * Writes the message as an MTA stores it.
   *
   * @param out where to
   * @throws IOException if it can't be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(header);
    byte[] lines = ring.stored();
    int from = ring.storedStart(firstLine);
    long left = bodyOctets;
    while (left > 0) {
      int run = (int) Math.min(left, lines.length - from);
      out.write(lines, from, run);
      left -= run;
      from = 0;
    }
    out.write('\n');
  }

  /** How many octets from the given position on lie in one array: at least 1 before the end. */
  int expectedRun(long position) {
    if (position < wireHeader.length) {
      return (int) (wireHeader.length - position);
    }
    long inBody = position - wireHeader.length;
    if (inBody < wireBodyOctets) {
      return (int) Math.min(wireBodyOctets - inBody, ring.wire().length - ringOffset(inBody));
    }
    return (int) (wireOctets() - position);
  }

  /** The array that holds the octets from the given position on. */
  byte[] expectedArray(long position) {
    if (position < wireHeader.length) {
      return wireHeader;
    }
    return position - wireHeader.length < wireBodyOctets ? ring.wire() : CRLF;
  }

  /** Where in {@link #expectedArray} the given position is. */
  int expectedOffset(long position) {
    long inBody = position - wireHeader.length;
    if (inBody < 0) {
      return (int) position;
    }
    return inBody < wireBodyOctets ? ringOffset(inBody) : (int) (inBody - wireBodyOctets);
  }

  private int ringOffset(long inBody) {
    return (int) ((ring.wireStart(firstLine) + inBody) % ring.wire().length);
  }
}
