package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.MaildropStore;

/** A way to break one sentence of the contract. */
@FunctionalInterface
interface Mutation {

  /**
   * Breaks a store.
   *
   * @param healthy keeps the contract
   * @param place holds the mail of {@code healthy}
   */
  MaildropStore of(MaildropStore healthy, InMemoryMaildropStore place);
}
