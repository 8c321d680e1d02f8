package io.pop3.protocol.server;

import java.nio.ByteBuffer;

/** The lines of a listing, made one by one when there is room to send them. */
@FunctionalInterface
public interface LineSource {

  /** The greatest length of a line, without CRLF: RFC 2449 sections 4 and 5. */
  int MAX_LINE_OCTETS = 510;

  /**
   * Makes the next line.
   *
   * @param line where to put it, without CRLF; has room for {@value #MAX_LINE_OCTETS} octets, of
   *     which the first must not be a dot
   * @return false, and nothing put, if there is no further line
   */
  boolean next(ByteBuffer line);
}
