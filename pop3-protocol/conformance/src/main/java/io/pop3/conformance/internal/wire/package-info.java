/**
 * How the suite talks to a server: bounded sockets and a small strict reader of its own, so that it
 * shares no fault with any codec it might judge.
 *
 * <p>Octets are kept in strings, one char of value 0 to 255 for each.
 */
@NullMarked
package io.pop3.conformance.internal.wire;

import org.jspecify.annotations.NullMarked;
