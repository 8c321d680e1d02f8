/**
 * A real server for tests: a JUnit 5 extension that runs it on a free loopback port with mail in
 * memory, a client that speaks octet by octet, and time that a test moves by hand.
 */
@NullMarked
package io.pop3.server.testkit;

import org.jspecify.annotations.NullMarked;
