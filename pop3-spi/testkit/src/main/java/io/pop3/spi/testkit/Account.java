package io.pop3.spi.testkit;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
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

  /** A password as an account may have it. */
  static Secret password(UserName name, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("password of " + name + ": empty (expected: not empty)");
    }
    return Secret.of(text);
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
