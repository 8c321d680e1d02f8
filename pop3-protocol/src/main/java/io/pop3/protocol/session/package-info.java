/**
 * The states of a session and the table that leads from one to the next, the same for both roles.
 *
 * <p>Theory of operation:
 *
 * <ol>
 *   <li>A session is in one {@link io.pop3.protocol.session.SessionState}. A {@linkplain
 *       io.pop3.protocol.command.Verb verb} is permitted in it or not; nothing else decides that.
 *   <li>A permitted verb has one reply, and whether the reply is positive decides the next state.
 *       While the reply is owed the session may be in a state of its own: in the middle of a SASL
 *       exchange, or in UPDATE.
 *   <li>A line that is no permitted verb is answered negatively and only ends the wait for PASS
 *       (A-08).
 *   <li>The two facts that the table can't hold in a state, TLS being active and UTF-8 mode, belong
 *       to {@link io.pop3.protocol.session.SessionMachine}: they bar STLS and UTF8 (RFC 6856
 *       section 2.1).
 *   <li>The table is data. Who wants to know why a command is refused reads the table, not code.
 * </ol>
 *
 * <p>What does not belong here: sockets, marks, message numbers, counters of failures.
 */
@NullMarked
package io.pop3.protocol.session;

import org.jspecify.annotations.NullMarked;
