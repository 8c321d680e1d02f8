package io.pop3.examples.ldap;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManager;

/**
 * The configuration of a backend, checked.
 *
 * @param servers where the directory is; the later ones are asked if the earlier ones are down
 * @param encryption how the way to them is protected
 * @param trust whose certificates are good; none for those that Java trusts
 * @param lookup how a name becomes an entry
 * @param nameAttribute what an entry calls its user, who has mail under that name
 * @param connections how many logins may be under way at the same time
 * @param timeout how long to wait for a connection and for each answer
 */
record LdapConfiguration(
    List<Server> servers,
    Encryption encryption,
    List<TrustManager> trust,
    Lookup lookup,
    String nameAttribute,
    int connections,
    Duration timeout) {

  LdapConfiguration {
    servers = List.copyOf(servers);
    trust = List.copyOf(trust);
  }

  /** One server of a directory. */
  record Server(String host, int port) {}

  /** How the way to the directory is protected. */
  enum Encryption {
    /** TLS from the first octet on: {@code ldaps://}. */
    LDAPS,
    /** TLS after the StartTLS operation: {@code ldap://}. */
    START_TLS,
    /** Not at all, because somebody said so. */
    NONE
  }
}
