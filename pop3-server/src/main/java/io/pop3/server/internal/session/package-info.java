/**
 * What a session does, without sockets.
 *
 * <p>Theory of operation:
 *
 * <ol>
 *   <li>A {@link io.pop3.server.internal.session.Session} lives on one event loop. Everything it
 *       does there is short; it steps through what {@link io.pop3.protocol.server.ServerConnection}
 *       says is next until it has to wait for the client, for a worker, or for the network.
 *   <li>What may block, calls to plugins, is done by workers, one task at a time for a session; the
 *       result comes back to the event loop. {@link io.pop3.server.internal.session.MaildropAccess}
 *       is the only thing that workers touch.
 *   <li>A session reads from its client only what its connection has room for, and makes replies
 *       only while the network takes them: nothing a session holds grows with what a client does.
 *   <li>However a session ends, its maildrop is released by a worker at once; only QUIT commits,
 *       and only after everything before it was sent.
 * </ol>
 *
 * <p>What does not belong here: octets (the protocol core decides them), sockets and TLS (the
 * implementer of {@link io.pop3.server.internal.session.Link}).
 */
@NullMarked
package io.pop3.server.internal.session;

import org.jspecify.annotations.NullMarked;
