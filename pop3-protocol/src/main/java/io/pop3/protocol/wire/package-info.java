/**
 * Octets on the wire: finding lines, coding message bodies, counting.
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>Every coder works on buffers of any size, remembers O(1), and gives the same octets however
 *       input and output are cut.
 *   <li>W(m), the wire form of a message m, has CR before every LF that has none directly before
 *       it; a lone CR stays and is no line end; a message that is not empty and does not end in
 *       CRLF gets one (decisions ).
 *   <li>size(m) is the length of W(m); the stuffing dots and the terminator never count.
 *   <li>A line that begins with a dot is sent with one more, and a line is what follows a CRLF of W
 *       or the beginning (RFC 1939 section 3).
 * </ol>
 */
@NullMarked
package io.pop3.protocol.wire;

import org.jspecify.annotations.NullMarked;
