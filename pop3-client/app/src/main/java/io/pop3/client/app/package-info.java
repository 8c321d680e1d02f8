/**
 * {@code pop3}, the retrieval program: what is typed and configured becomes typed settings, a
 * command works on a session of the library, and what went wrong becomes a sentence and an exit
 * status.
 *
 * <p>What does not belong here: anything about the protocol or about not losing mail.
 */
@NullMarked
package io.pop3.client.app;

import org.jspecify.annotations.NullMarked;
