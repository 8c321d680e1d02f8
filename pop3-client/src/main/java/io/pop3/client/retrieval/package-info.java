/**
 * Fetching mail so that nothing is lost and nothing is delivered twice, whenever the program may
 * die.
 *
 * <p>Theory of operation:
 *
 * <ol>
 *   <li>A message is stored by a {@link io.pop3.client.retrieval.MailSink} before the ledger says
 *       so, the ledger is on disk before DELE is sent, and only QUIT deletes (ledger 1939-UPD-8).
 *       So at any moment a message is on the server, or stored here, or both.
 *   <li>What is stored carries an identity made of the account, the unique-id and the content. If
 *       the program died between storing and writing that down, the message is retrieved again and
 *       the sink recognises it. The same holds if the ledger is damaged or lost.
 *   <li>A unique-id alone never decides. A message that is in the ledger under its unique-id and
 *       listed size is taken for known; in every other case, and where the server once was asked to
 *       delete it, the content is retrieved and compared (A-23, 1939-UPD-7). Servers reuse
 *       unique-ids, give one to two messages, lie about deletion, and lose their disks for an hour.
 *   <li>A unique-id that is not listed any more is remembered for 30 days, so that a maildrop that
 *       was empty for an hour does not come twice.
 * </ol>
 *
 * <p>Retrieval modes: delete at once; keep for ever; keep for a number of days after retrieval. The
 * last two need UIDL. There is no "keep until every device has it": POP3 gives one client no way to
 * know of another, and a number of days says honestly what can be had.
 *
 * <p>What does not belong here: sockets and logins, which {@link io.pop3.client} does.
 */
@NullMarked
package io.pop3.client.retrieval;

import org.jspecify.annotations.NullMarked;
