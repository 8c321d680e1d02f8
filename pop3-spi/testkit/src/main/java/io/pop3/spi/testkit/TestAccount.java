package io.pop3.spi.testkit;

import java.util.Set;

/**
 * An account that {@link AuthenticationBackendContract} asks a backend to hold.
 *
 * @param name the account's own name
 * @param password its password
 * @param mayActAs names of the accounts whose maildrops it may open besides its own; of interest to
 *     backends that delegate
 */
public record TestAccount(String name, String password, Set<String> mayActAs) {

  /** Copies the names. */
  public TestAccount {
    mayActAs = Set.copyOf(mayActAs);
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "TestAccount[name=" + name + ", mayActAs=" + mayActAs + "]";
  }
}
