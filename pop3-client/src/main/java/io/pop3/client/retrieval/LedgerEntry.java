package io.pop3.client.retrieval;

import java.time.Instant;

/**
 * What the ledger knows of one message that is stored here.
 *
 * @param key what it is known by
 * @param size its listed size
 * @param stored when it was stored
 * @param state what was seen of it since
 * @param since when that was seen
 */
record LedgerEntry(MessageKey key, long size, Instant stored, State state, Instant since) {

  /** What was seen of a message on the server since it was stored. */
  enum State {
    /** It is there: unique-id and size are enough to know it again. */
    KEPT,
    /** The server was asked to delete it. If it is still there, its content must be looked at. */
    ASKED_TO_DELETE,
    /** It was not listed. If it comes back, its content must be looked at. */
    MISSING
  }

  LedgerEntry in(State other, Instant now) {
    return new LedgerEntry(key, size, stored, other, now);
  }
}
