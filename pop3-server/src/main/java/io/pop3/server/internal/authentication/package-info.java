/**
 * Checks credentials by means of an authentication backend. Knows nothing of sessions, replies or
 * the network; every check may block and is made by a worker.
 */
@NullMarked
package io.pop3.server.internal.authentication;

import org.jspecify.annotations.NullMarked;
