package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * The server under test, and what the suite may do to it. Immutable; {@link #toString()} shows no
 * secret.
 *
 * <p>Give it an account of its own: with a {@link MailboxControl} the suite removes all mail there,
 * and it logs in with wrong passwords.
 */
public final class ConformanceTarget {

  /** A shorter password occurs anywhere by chance. */
  private static final int SHORTEST_REDACTED = 4;

  private final String host;
  private final int port;
  private final TransportSecurity security;
  private final OptionalInt tlsPort;
  private final Optional<SSLContext> tls;
  private final Optional<Account> account;
  private final Optional<MailboxControl> mailbox;
  private final Set<Need> granted;
  private final Set<String> excludedMechanisms;
  private final TimeLimits limits;

  private record Account(UserName user, Secret password) {}

  private ConformanceTarget(Builder builder) {
    this.host = builder.host;
    this.port = builder.port;
    this.security = builder.security;
    this.tlsPort =
        builder.security == TransportSecurity.IMPLICIT
            ? OptionalInt.of(builder.port)
            : builder.tlsPort;
    this.tls = builder.tls;
    this.account = builder.account;
    this.mailbox = builder.mailbox;
    this.granted = grants(builder);
    this.excludedMechanisms = new TreeSet<>(builder.excludedMechanisms);
    this.limits = builder.limits;
  }

  private static Set<Need> grants(Builder builder) {
    Set<Need> granted = EnumSet.noneOf(Need.class);
    if (builder.account.isPresent()) {
      granted.add(Need.LOGIN);
    }
    if (builder.mayFailLogins) {
      granted.add(Need.FAILED_LOGINS);
    }
    if (builder.mayDelete || builder.mailbox.isPresent()) {
      granted.add(Need.DELETIONS);
    }
    if (builder.patient) {
      granted.add(Need.PATIENCE);
    }
    builder.mailbox.ifPresent(
        control -> {
          granted.add(Need.DELIVERY);
          if (control.storesVerbatim()) {
            granted.add(Need.VERBATIM_DELIVERY);
          }
        });
    return granted;
  }

  /**
   * Describes a target.
   *
   * @param host its name or address
   * @param port its port, 1 to 65535
   * @return where to say the rest
   * @throws IllegalArgumentException if the host is blank or the port is out of range
   */
  public static Builder at(String host, int port) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: blank (expected: a name or an address)");
    }
    return new Builder(host, checkedPort(port));
  }

  private static int checkedPort(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
    }
    return port;
  }

  /** Puts a target together. Not safe for several threads. */
  public static final class Builder {

    private final String host;
    private final int port;
    private TransportSecurity security = TransportSecurity.NONE;
    private OptionalInt tlsPort = OptionalInt.empty();
    private Optional<SSLContext> tls = Optional.empty();
    private Optional<Account> account = Optional.empty();
    private Optional<MailboxControl> mailbox = Optional.empty();
    private boolean mayDelete;
    private boolean mayFailLogins = true;
    private boolean patient;
    private final Set<String> excludedMechanisms = new TreeSet<>();
    private TimeLimits limits = TimeLimits.defaults();

    private Builder(String host, int port) {
      this.host = host;
      this.port = port;
    }

    /**
     * How sessions with a login are protected; {@link TransportSecurity#NONE} unless said.
     *
     * @param newSecurity the protection
     * @return this
     */
    public Builder security(TransportSecurity newSecurity) {
      security = newSecurity;
      return this;
    }

    /**
     * A second port where the server speaks TLS at once, for cases about that.
     *
     * @param newTlsPort 1 to 65535
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder tlsPort(int newTlsPort) {
      tlsPort = OptionalInt.of(checkedPort(newTlsPort));
      return this;
    }

    /**
     * Whom to trust, in place of what the platform trusts; the name in the certificate is then not
     * compared with the host.
     *
     * @param context for client sockets
     * @return this
     */
    public Builder trusting(SSLContext context) {
      tls = Optional.of(context);
      return this;
    }

    /**
     * Trusts every certificate: for test servers only, since the password goes to whoever answers.
     *
     * @return this
     */
    public Builder trustingEveryone() {
      return trusting(TrustEveryone.context());
    }

    /**
     * The account to log in to. By default it is taken to be open to every mechanism that the
     * server announces, and to APOP if the greeting has a timestamp; see {@link #withoutMechanism}.
     *
     * @param user its name
     * @param password its password; copied
     * @return this
     */
    public Builder account(UserName user, Secret password) {
      account = Optional.of(new Account(user, password.copy()));
      return this;
    }

    /**
     * The account to log in to.
     *
     * @param user its name
     * @param password its password
     * @return this
     */
    public Builder account(String user, String password) {
      return account(new UserName(user), Secret.of(password));
    }

    /**
     * How to deliver mail to the account and to remove it. Given one, the suite removes all mail
     * there.
     *
     * @param control the control
     * @return this
     */
    public Builder mailbox(MailboxControl control) {
      mailbox = Optional.of(control);
      return this;
    }

    /**
     * Lets the suite delete messages of the account without a control.
     *
     * @return this
     */
    public Builder mayDelete() {
      mayDelete = true;
      return this;
    }

    /**
     * Keeps the suite from logging in with wrong passwords or for unknown users.
     *
     * @return this
     */
    public Builder mayNotFailLogins() {
      mayFailLogins = false;
      return this;
    }

    /**
     * Lets a case wait as long as a server has to put up with a silent client: ten minutes.
     *
     * @return this
     */
    public Builder patient() {
      patient = true;
      return this;
    }

    /**
     * A mechanism that the server announces, but that isn't open to the account: the name of a SASL
     * mechanism, or {@code APOP}.
     *
     * @param name its name, in any letter case
     * @return this
     */
    public Builder withoutMechanism(String name) {
      excludedMechanisms.add(name.toUpperCase(Locale.ROOT));
      return this;
    }

    /**
     * Mechanisms as for {@link #withoutMechanism}.
     *
     * @param names their names, in any letter case
     * @return this
     */
    public Builder withoutMechanisms(Collection<String> names) {
      names.forEach(this::withoutMechanism);
      return this;
    }

    /**
     * How long to wait; {@link TimeLimits#defaults()} unless said.
     *
     * @param newLimits the limits
     * @return this
     */
    public Builder limits(TimeLimits newLimits) {
      limits = newLimits;
      return this;
    }

    /**
     * The target.
     *
     * @return what was described so far
     */
    public ConformanceTarget build() {
      return new ConformanceTarget(this);
    }
  }

  /**
   * The server's host.
   *
   * @return its name or address
   */
  public String host() {
    return host;
  }

  /**
   * The server's port.
   *
   * @return 1 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * How sessions with a login are protected.
   *
   * @return the protection
   */
  public TransportSecurity security() {
    return security;
  }

  /**
   * Where the server speaks TLS at once.
   *
   * @return the port, if there is one
   */
  public OptionalInt tlsPort() {
    return tlsPort;
  }

  /**
   * How long to wait.
   *
   * @return the limits
   */
  public TimeLimits limits() {
    return limits;
  }

  /**
   * What of a case's needs is not granted.
   *
   * @param needs what the case needs
   * @return what is missing in words; empty if nothing is
   */
  public String missing(Set<Need> needs) {
    return needs.stream()
        .filter(need -> !granted.contains(need))
        .sorted()
        .map(Need::description)
        .collect(Collectors.joining("; "));
  }

  Optional<SSLContext> tls() {
    return tls;
  }

  boolean hasAccount() {
    return account.isPresent();
  }

  UserName user() {
    return account.orElseThrow().user();
  }

  Secret password() {
    return account.orElseThrow().password();
  }

  /** A text without the password, which a server may echo. */
  String redacted(String text) {
    if (account.isEmpty() || password().length() < SHORTEST_REDACTED) {
      return text;
    }
    return text.replace(Octets.show(LoginWay.octets(password())), "<password>");
  }

  Optional<MailboxControl> mailbox() {
    return mailbox;
  }

  boolean excludesMechanism(String name) {
    return excludedMechanisms.contains(name);
  }

  @Override
  public String toString() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    String protection =
        switch (security) {
          case NONE -> "";
          case STLS -> " with STLS";
          case IMPLICIT -> " with TLS";
        };
    return name + ":" + port + protection;
  }
}
