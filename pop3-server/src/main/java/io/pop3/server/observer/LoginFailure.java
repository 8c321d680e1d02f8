package io.pop3.server.observer;

/** Why nobody was logged in. */
public enum LoginFailure {
  /** Nobody has this name. */
  UNKNOWN_USER,
  /** The credential is not the user's. */
  WRONG_CREDENTIAL,
  /** The user may not log in now. */
  NOT_ALLOWED,
  /** The backend or the maildrop store is in trouble. */
  UNAVAILABLE,
  /** Another session has the maildrop. */
  MAILDROP_BUSY
}
