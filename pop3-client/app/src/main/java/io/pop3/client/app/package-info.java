/**
 * {@code pop3}: the client as a program.
 *
 * <p>What belongs here: the command line, and where passwords come from. Everything a client does
 * is in the library.
 */
@NullMarked
package io.pop3.client.app;

import org.jspecify.annotations.NullMarked;
