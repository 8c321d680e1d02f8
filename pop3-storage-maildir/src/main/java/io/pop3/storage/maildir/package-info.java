/**
 * The maildrop store {@code maildir}.
 *
 * <p>Rules of this package:
 *
 * <ol>
 *   <li>A message is a regular file in {@code new} or {@code cur} whose name does not begin with a
 *       dot. Its identity is the part of the name before the first colon; what follows may change
 *       at any time (ledger MDIR-1, MDIR-2).
 *   <li>A unique-id is a function of that identity, or stands in a durable file of its own. The
 *       index is a cache: losing it costs time and nothing else.
 *   <li>Message files are never written. They are removed, and only those that a session marked.
 *   <li>Whoever holds the lock is alone among the sessions, not alone in the directory: deliveries
 *       and mail readers come and go. Every name may be stale the moment it was read.
 *   <li>Every touch of the file system goes through {@link io.pop3.storage.maildir.FileOperations},
 *       so that tests can break each one.
 *   <li>Names of files are octets. They become text only when they are ASCII.
 * </ol>
 */
@NullMarked
package io.pop3.storage.maildir;

import org.jspecify.annotations.NullMarked;
