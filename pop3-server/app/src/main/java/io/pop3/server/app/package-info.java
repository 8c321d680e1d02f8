/**
 * {@code pop3d}: the server as a program.
 *
 * <p>What belongs here: the command line, the configuration file, and what the two turn into.
 * Everything a server does is in the library that this program embeds.
 */
@NullMarked
package io.pop3.server.app;

import org.jspecify.annotations.NullMarked;
