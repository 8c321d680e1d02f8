package io.pop3.client.app;

import io.pop3.client.Remedy;

/** What the program ends with. */
final class ExitStatus {

  static final int OK = 0;
  static final int FAILED = 1;
  static final int MISTAKE = 2;
  static final int TRY_LATER = 3;
  static final int CREDENTIALS = 4;

  private ExitStatus() {}

  static int of(Remedy remedy) {
    return switch (remedy) {
      case TRY_LATER -> TRY_LATER;
      case CHECK_CREDENTIALS -> CREDENTIALS;
      case CHECK_SETTINGS -> MISTAKE;
      case SEEK_HELP, NONE -> FAILED;
    };
  }
}
