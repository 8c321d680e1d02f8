/**
 * Measures what a running server lets strangers find out, and what it stands. These programs need
 * nothing but the JDK.
 */
@NullMarked
package io.pop3.server.benchmarks.login;

import org.jspecify.annotations.NullMarked;
