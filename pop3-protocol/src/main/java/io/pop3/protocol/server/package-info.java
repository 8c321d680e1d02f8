/**
 * The server's side of a connection, without I/O.
 *
 * <p>Theory of operation: the host hands over what arrives, asks for the next event, answers every
 * command with exactly one reply, and takes what is to be sent. A loop over {@link
 * io.pop3.protocol.server.ServerConnection#next()} is all a host needs:
 *
 * <ol>
 *   <li>A command or a rejection is followed by one reply; until it is complete, {@code next()}
 *       says so and no further command is seen. Commands given ahead (RFC 2449 section 6.6) wait in
 *       the input queue, which is bounded.
 *   <li>A rejected line is an event, not an exception: the reply is owed all the same, and the
 *       session goes on.
 *   <li>Listings and messages stream: a listing is pulled line by line when output is taken, a
 *       message is pushed through the encoder. Neither is ever held whole.
 *   <li>Nothing throws for what a client sends. {@link
 *       io.pop3.protocol.session.LocalProtocolException} is the host's own mistake.
 * </ol>
 *
 * <p>Flaws that other servers had, and what prevents them here: commands injected behind STLS are
 * refused because the input queue is known to be empty before the handshake, or the session ends
 * the head of a cut line is never executed; a reply never repeats what was sent, so
 * it can't be made to look like another; a message that can't be read to its end never gets
 * a terminator.
 */
@NullMarked
package io.pop3.protocol.server;

import org.jspecify.annotations.NullMarked;
