/**
 * Authentication backends: who may log in, and as whom.
 *
 * <p>A backend offers what it has, and the capabilities that the server announces follow from that.
 * Every call may block; the server makes it on a worker thread, never on an event loop, and several
 * calls may run at once. Expected outcomes are values; an exception means that the backend itself
 * is in trouble, and the client is told to try later instead of being asked for another password.
 *
 * <p>The server, not the author, equalises the time that unknown users and wrong passwords take,
 * counts failures, redacts secrets, and words the reply.
 *
 * <ul>
 *   <li>AU-01: which {@code Optional}s of a backend are present never changes.
 *   <li>AU-05: a {@link io.pop3.protocol.model.Secret} passed in belongs to the caller, who wipes
 *       it after the call: a backend neither keeps nor closes it.
 *   <li>AU-06: all methods may be called by several threads at once.
 *   <li>AU-08: no secret, hash or token is part of any exception, log line or {@code toString}.
 * </ul>
 */
@NullMarked
package io.pop3.spi.authentication;

import org.jspecify.annotations.NullMarked;
