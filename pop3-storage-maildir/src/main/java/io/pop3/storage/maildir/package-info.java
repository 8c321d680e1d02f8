/** Maildrop store plugin: Maildir. */
@NullMarked
package io.pop3.storage.maildir;

import org.jspecify.annotations.NullMarked;
