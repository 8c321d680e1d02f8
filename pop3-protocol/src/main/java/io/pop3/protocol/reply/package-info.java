/**
 * Replies: status lines, listings, capabilities, the greeting, and the codec for each.
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>What a server makes is strict: an instance made by a factory method other than {@code
 *       parse} is a legal line of at most 512 octets, and its text never begins with {@code [}
 *       unless a response code was asked for (ledger 2449-GRAM-4).
 *   <li>What a client parses is as tolerant as the decisions say and no more.
 *   <li>Nothing here repeats what the peer sent.
 * </ol>
 */
@NullMarked
package io.pop3.protocol.reply;

import org.jspecify.annotations.NullMarked;
