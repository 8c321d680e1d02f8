/** The servers to be measured: our own as packaged, and Debian's Dovecot beside it. */
@NullMarked
package io.pop3.server.benchmarks.server;

import org.jspecify.annotations.NullMarked;
