package io.pop3.client;

/** What can be done about a failure. */
public enum Remedy {
  /**
   * The trouble is likely to pass: try again later, with the same credentials (ledger 2449-RC-9).
   */
  TRY_LATER,
  /** The server does not accept these credentials: ask for others. */
  CHECK_CREDENTIALS,
  /** This account can't be used as it is set up: host, port, security, or way to log in. */
  CHECK_SETTINGS,
  /** Somebody has to mend the server: tell the user (ledger 3206-SYS-5). */
  SEEK_HELP,
  /** Nothing in general: the answer to this one command was no. */
  NONE
}
