/**
 * Maildrop stores: where mail is kept, and what a session may do with it.
 *
 * <p>A store opens one maildrop for one session at a time. The maildrop shows a fixed listing,
 * hands out message content, and at the end removes what was marked, or nothing. Every call may
 * block; the server makes it on a worker thread, never on an event loop. Calls on one {@link
 * io.pop3.spi.maildrop.Maildrop} never overlap, but may come from different threads; a {@link
 * io.pop3.spi.maildrop.MaildropStore} is called by several threads at once.
 */
@NullMarked
package io.pop3.spi.maildrop;

import org.jspecify.annotations.NullMarked;
