/**
 * A POP3 connection as a blocking API, its state in types.
 *
 * <p>Theory of operation:
 *
 * <ol>
 *   <li>{@link io.pop3.client.Pop3Client} connects and gives an {@link
 *       io.pop3.client.Authorization}; a login turns it into a {@link io.pop3.client.Transaction};
 *       {@code commit()} ends that with an {@link io.pop3.client.CommitOutcome}. What can't be done
 *       in a state is not a method of its type.
 *   <li>Only {@code commit()} lets the server delete. {@code close()} of anything deletes nothing:
 *       where QUIT would, the connection is dropped instead (RFC 1939 section 6).
 *   <li>Which octets mean what, and which command may be given when, is decided by {@link
 *       io.pop3.protocol.client.ClientConnection}. Here are sockets, TLS, time limits, and the
 *       policy of what may be said over which of them.
 *   <li>Security is required unless the caller says otherwise: TLS from the first octet by default,
 *       or STLS before anything but CAPA; a certificate that proves the host's name; no password in
 *       cleartext without the word of the caller.
 *   <li>Any failure of the connection itself ends it at once. Every later call fails with the same
 *       cause.
 *   <li>Blocking calls hold no monitor, so virtual threads may make them. No object here is for
 *       several threads at a time.
 * </ol>
 *
 * <p>What does not belong here: parsing, and anything that outlives a session; that is the
 * retrieval engine's.
 */
@NullMarked
package io.pop3.client;

import org.jspecify.annotations.NullMarked;
