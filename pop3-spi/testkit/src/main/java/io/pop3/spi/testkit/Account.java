package io.pop3.spi.testkit;

import io.pop3.protocol.model.Secret;
import io.pop3.spi.maildrop.MaildropOwner;

/** A user of the in-memory backend. Immutable; equal to nothing but itself. */
final class Account {

  private final MaildropOwner owner;
  private final Secret password;
  private final boolean enabled;

  Account(MaildropOwner owner, Secret password, boolean enabled) {
    this.owner = owner;
    this.password = password;
    this.enabled = enabled;
  }

  MaildropOwner owner() {
    return owner;
  }

  Secret password() {
    return password;
  }

  boolean hasPassword(Secret candidate) {
    return password.equals(candidate);
  }

  boolean isEnabled() {
    return enabled;
  }
}
