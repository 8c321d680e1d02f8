package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.GetEntryLDAPConnectionPoolHealthCheck;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.pop3.examples.ldap.LdapConfiguration.Encryption;
import io.pop3.examples.ldap.LdapConfiguration.Server;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Makes pools of connections as configured: protected, checked, and limited in time. */
final class Connections {

  /** A pooled connection is given up at this age, so that load finds its way back to a server. */
  private static final Duration GREATEST_AGE = Duration.ofMinutes(30);

  private static final Duration CHECK_EVERY = Duration.ofMinutes(1);

  /** The root DSE, which every directory has and shows (RFC 4512 section 5.1). */
  private static final String ROOT = "";

  private final LdapConfiguration configuration;
  private final SSLContext tls;

  Connections(LdapConfiguration configuration, SecureRandom random) {
    this.configuration = configuration;
    this.tls = context(configuration, random);
  }

  private static SSLContext context(LdapConfiguration configuration, SecureRandom random) {
    TrustManager @Nullable [] trust =
        configuration.trust().isEmpty() ? null : configuration.trust().toArray(TrustManager[]::new);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust, random);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS: missing in this JVM", e);
    }
  }

  /**
   * Makes a pool that connects when it must: a directory that is down now may be up later.
   *
   * @param account who connections are bound as; empty for pools on which users bind
   */
  LDAPConnectionPool pool(String name, Optional<BindRequest> account) {
    long timeout = configuration.timeout().toMillis();
    try {
      LDAPConnectionPool pool =
          new LDAPConnectionPool(
              servers(),
              account.orElse(null),
              0,
              configuration.connections(),
              1,
              afterConnecting(),
              false,
              new GetEntryLDAPConnectionPoolHealthCheck(
                  ROOT, timeout, false, false, false, true, false));
      pool.setConnectionPoolName(name);
      pool.setHealthCheckIntervalMillis(CHECK_EVERY.toMillis());
      pool.setMaxConnectionAgeMillis(GREATEST_AGE.toMillis());
      return pool;
    } catch (LDAPException e) {
      throw new IllegalStateException("pool: " + name + " (expected: made without connecting)", e);
    }
  }

  private ServerSet servers() {
    SocketFactory sockets =
        configuration.encryption() == Encryption.LDAPS
            ? new TimedSocketFactory(tls.getSocketFactory(), configuration.timeout())
            : SocketFactory.getDefault();
    return new FailoverServerSet(
        configuration.servers().stream().map(Server::host).toArray(String[]::new),
        configuration.servers().stream().mapToInt(Server::port).toArray(),
        sockets,
        options());
  }

  private LDAPConnectionOptions options() {
    int timeout = (int) configuration.timeout().toMillis();
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(timeout);
    options.setResponseTimeoutMillis(timeout);
    // A referral would hand a user's password to whatever server it names.
    options.setFollowReferrals(false);
    options.setUseSynchronousMode(true);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    return options;
  }

  private @Nullable PostConnectProcessor afterConnecting() {
    return configuration.encryption() == Encryption.START_TLS
        ? new StartTLSPostConnectProcessor(tls)
        : null;
  }
}
