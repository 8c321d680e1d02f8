/**
 * Certificates and keys: reading PEM files, choosing what to show to a client, and what a
 * connection can be bound to. By means of the JDK alone; which TLS implementation uses it is
 * decided elsewhere.
 */
@NullMarked
package io.pop3.server.internal.tls;

import org.jspecify.annotations.NullMarked;
