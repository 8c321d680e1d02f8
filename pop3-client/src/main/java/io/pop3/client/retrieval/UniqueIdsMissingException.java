package io.pop3.client.retrieval;

import java.io.IOException;

/**
 * The server has no UIDL, and mail is to be kept there: nothing would tell what is new. Download
 * and delete works without.
 */
public final class UniqueIdsMissingException extends IOException {

  private static final long serialVersionUID = 1L;

  UniqueIdsMissingException(Retention retention) {
    super("server: does not know UIDL (expected: UIDL to " + retention + ")");
  }
}
