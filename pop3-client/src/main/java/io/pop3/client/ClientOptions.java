package io.pop3.client;

import io.pop3.protocol.model.Printable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Where to connect, how safe it must be, and how long anything may take. Immutable; safe for
 * several threads.
 */
public final class ClientOptions {

  /** How long a connection may take to be made, unless set. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** How long the server may be silent while it owes an answer, unless set. */
  public static final Duration DEFAULT_READ_TIMEOUT = Duration.ofMinutes(2);

  private final String host;
  private final int port;
  private final ConnectionSecurity security;
  private final String serverName;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Optional<Duration> totalTimeout;
  private final SocketFactory socketFactory;
  private final Optional<SSLContext> tlsContext;
  private final SecureRandom random;

  private ClientOptions(Builder builder) {
    this.host = builder.host;
    this.port = builder.port.orElse(builder.security.defaultPort());
    this.security = builder.security;
    this.serverName = builder.serverName.orElse(builder.host);
    this.connectTimeout = builder.connectTimeout;
    this.readTimeout = builder.readTimeout;
    this.totalTimeout = builder.totalTimeout;
    this.socketFactory = builder.socketFactory;
    this.tlsContext = builder.tlsContext;
    this.random = builder.random;
  }

  /**
   * Begins options: TLS from the first octet on port 995, and no limit of the whole session.
   *
   * @param host name or address of the server; without brackets also for IPv6
   * @return a builder
   * @throws IllegalArgumentException if {@code host} is empty or has characters that no host name
   *     has
   */
  public static Builder builder(String host) {
    return new Builder(host);
  }

  /**
   * The server.
   *
   * @return a name or an address
   */
  public String host() {
    return host;
  }

  /**
   * The port.
   *
   * @return 1 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * How safe the connection must be.
   *
   * @return the demand
   */
  public ConnectionSecurity security() {
    return security;
  }

  /**
   * The name that the server's certificate must prove (ledger 7817-ID-4).
   *
   * @return the host, unless set
   */
  public String serverName() {
    return serverName;
  }

  /**
   * How long a connection may take to be made, for each address of the host.
   *
   * @return the limit
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * How long the server may be silent while it owes an answer.
   *
   * @return the limit
   */
  public Duration readTimeout() {
    return readTimeout;
  }

  /**
   * How long everything may take, from connecting to closing.
   *
   * @return the limit; empty for none
   */
  public Optional<Duration> totalTimeout() {
    return totalTimeout;
  }

  /**
   * What makes the sockets.
   *
   * @return the factory
   */
  public SocketFactory socketFactory() {
    return socketFactory;
  }

  /**
   * Whom to trust, and the client's own certificate if it has one.
   *
   * @return the context; empty for the JVM's default
   */
  public Optional<SSLContext> tlsContext() {
    return tlsContext;
  }

  /**
   * Where nonces come from.
   *
   * @return the source of randomness
   */
  public SecureRandom random() {
    return random;
  }

  @Override
  public String toString() {
    return host + ":" + port + " (" + security + ")";
  }

  /** Collects options. Not safe for several threads. */
  public static final class Builder {

    private final String host;
    private OptionalInt port = OptionalInt.empty();
    private ConnectionSecurity security = ConnectionSecurity.IMPLICIT_TLS;
    private Optional<String> serverName = Optional.empty();
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration readTimeout = DEFAULT_READ_TIMEOUT;
    private Optional<Duration> totalTimeout = Optional.empty();
    private SocketFactory socketFactory = SocketFactory.getDefault();
    private Optional<SSLContext> tlsContext = Optional.empty();
    private SecureRandom random = new SecureRandom();

    private Builder(String host) {
      this.host = checkedHost("host", host);
    }

    /**
     * Sets the port; else it is that of the security chosen.
     *
     * @param port 1 to 65535
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder port(int port) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
      }
      this.port = OptionalInt.of(port);
      return this;
    }

    /**
     * Sets how safe the connection must be.
     *
     * @param security the demand
     * @return this
     */
    public Builder security(ConnectionSecurity security) {
      this.security = security;
      return this;
    }

    /**
     * Sets the name that the certificate must prove, for connections through a tunnel; else it is
     * the host.
     *
     * @param serverName a name or an address
     * @return this
     * @throws IllegalArgumentException if it is none
     */
    public Builder serverName(String serverName) {
      this.serverName = Optional.of(checkedHost("server name", serverName));
      return this;
    }

    /**
     * Sets how long a connection may take to be made.
     *
     * @param limit 1 millisecond to 24 days
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder connectTimeout(Duration limit) {
      this.connectTimeout = checkedLimit("connect timeout", limit);
      return this;
    }

    /**
     * Sets how long the server may be silent while it owes an answer. Opening a large maildrop can
     * take a server minutes.
     *
     * @param limit 1 millisecond to 24 days
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder readTimeout(Duration limit) {
      this.readTimeout = checkedLimit("read timeout", limit);
      return this;
    }

    /**
     * Sets how long everything may take, from connecting to closing; the connection is cut then,
     * whatever it is doing, and nothing is deleted.
     *
     * @param limit 1 millisecond to 24 days
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder totalTimeout(Duration limit) {
      this.totalTimeout = Optional.of(checkedLimit("total timeout", limit));
      return this;
    }

    /**
     * Sets what makes the sockets, for a proxy or an interface of one's own.
     *
     * @param socketFactory must give unconnected sockets
     * @return this
     */
    public Builder socketFactory(SocketFactory socketFactory) {
      this.socketFactory = socketFactory;
      return this;
    }

    /**
     * Sets whom to trust, and the client's own certificate if this account has one (ledger
     * 8314-CC-4). Versions, cipher suites and the check of the server's name stay as they are.
     *
     * @param tlsContext an initialised context
     * @return this
     */
    public Builder tlsContext(SSLContext tlsContext) {
      this.tlsContext = Optional.of(tlsContext);
      return this;
    }

    /**
     * Sets where nonces of logins come from; else it is the JVM's own source.
     *
     * @param random safe for several threads
     * @return this
     */
    public Builder random(SecureRandom random) {
      this.random = random;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return immutable options
     */
    public ClientOptions build() {
      return new ClientOptions(this);
    }

    private static String checkedHost(String what, String host) {
      boolean legal = !host.isEmpty() && host.length() <= 255;
      for (int i = 0; legal && i < host.length(); i++) {
        char c = host.charAt(i);
        legal = c > 0x20 && c != 0x7F && "/\\@[]<>\"".indexOf(c) < 0;
      }
      if (!legal) {
        throw new IllegalArgumentException(
            what + ": " + Printable.of(host) + " (expected: a host name or an address)");
      }
      return host;
    }

    private static Duration checkedLimit(String what, Duration limit) {
      if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofDays(24)) > 0) {
        throw new IllegalArgumentException(
            what + ": " + limit + " (expected: 1 millisecond to 24 days)");
      }
      return limit;
    }
  }
}
