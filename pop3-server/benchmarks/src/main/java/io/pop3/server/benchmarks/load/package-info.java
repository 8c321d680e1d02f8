/**
 * The load generator: the client's side of the protocol core over one event loop, so that one core
 * of clients is enough for one core of servers. It believes nothing: every count, size and octet
 * that a server gives is compared with what the generated mail must be.
 */
@NullMarked
package io.pop3.server.benchmarks.load;

import org.jspecify.annotations.NullMarked;
