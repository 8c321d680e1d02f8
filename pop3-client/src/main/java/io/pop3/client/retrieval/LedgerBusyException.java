package io.pop3.client.retrieval;

import java.io.IOException;
import java.nio.file.Path;

/** Another retrieval of this account is running. */
public final class LedgerBusyException extends IOException {

  private static final long serialVersionUID = 1L;

  LedgerBusyException(Path lock) {
    super("ledger: " + lock + " is locked (expected: one retrieval of an account at a time)");
  }
}
