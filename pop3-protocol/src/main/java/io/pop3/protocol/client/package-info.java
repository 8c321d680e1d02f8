/**
 * The client's side of a connection, without I/O.
 *
 * <p>Theory of operation: the host hands over what arrives, sends commands, and asks for the next
 * event.
 *
 * <ol>
 *   <li>Replies are matched to commands by their order, so any number may be under way (RFC 2449
 *       section 6.6). Whether the server allows that is for the host to know; that login, STLS and
 *       QUIT are waited for is enforced here.
 *   <li>Only the status indicator decides (ledger 1939-RSP-5). A positive reply of several lines
 *       comes as the reply, its lines or its message, and an end.
 *   <li>A message ends at its terminator alone. When the connection ends before, that is an
 *       exception, never an end.
 *   <li>A server that breaks the protocol causes a {@link
 *       io.pop3.protocol.session.RemoteProtocolException}; the host closes the connection.
 * </ol>
 *
 * <p>Flaws that other clients had, and what prevents them here: replies injected behind the reply
 * to STLS end the connection; arguments that would form a second command can't be
 * constructed; a bare LF can't fake a terminator; a forged APOP timestamp is not answered
 * (A-49).
 */
@NullMarked
package io.pop3.protocol.client;

import org.jspecify.annotations.NullMarked;
