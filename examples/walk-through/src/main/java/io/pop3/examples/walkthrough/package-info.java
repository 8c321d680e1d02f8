/**
 * The dialogue of a POP3 text book, spoken with a real server over a real socket, and what follows
 * from it: what a session removes, and how several machines share one mailbox.
 */
@NullMarked
package io.pop3.examples.walkthrough;

import org.jspecify.annotations.NullMarked;
