package io.pop3.examples.ldap;

/** Both ways to find the entry of a user. */
enum Mode {
  SEARCH,
  DIRECT;

  Logins logins(TestDirectory directory, String... changes) {
    return new Logins(this == SEARCH ? directory.searching(changes) : directory.direct(changes));
  }
}
