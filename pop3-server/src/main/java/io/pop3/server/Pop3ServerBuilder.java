package io.pop3.server;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.ScramDecoy;
import io.pop3.server.internal.session.SessionLog;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.plugin.ConfigurationKeys;
import io.pop3.server.policy.AccessPolicy;
import io.pop3.server.time.TimeSource;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Describes a server. Not safe for several threads; may be used for several servers. */
public final class Pop3ServerBuilder {

  private static final int DECOY_KEY_OCTETS = 32;

  private final List<ListenAddress> addresses = new ArrayList<>();
  private final List<ServerObserver> observers = new ArrayList<>(List.of(new SessionLog()));
  private Pop3ServerOptions options = Pop3ServerOptions.defaults();
  private @Nullable PluginSource<AuthenticationBackend> backend;
  private @Nullable PluginSource<MaildropStore> store;
  private @Nullable Executor executor;
  private @Nullable TimeSource time;
  private @Nullable SecureRandom random;
  private @Nullable Secret decoyKey;
  private AccessPolicy policy = AccessPolicy.OPEN;

  Pop3ServerBuilder() {}

  /** Where a plugin comes from: at hand, or created now and closed with everything else. */
  @FunctionalInterface
  interface PluginSource<T> {
    T get(Lifecycle lifecycle);
  }

  /**
   * Who may log in. The backend stays the caller's, who closes it after the server.
   *
   * @param newBackend knows the users
   * @return this builder
   */
  public Pop3ServerBuilder authentication(AuthenticationBackend newBackend) {
    backend = lifecycle -> newBackend;
    return this;
  }

  /**
   * Who may log in. The server creates the backend and closes it when it stops.
   *
   * @param factory creates the backend
   * @param context its configuration; the server refuses keys that the factory does not know
   * @return this builder
   */
  public Pop3ServerBuilder authentication(
      AuthenticationBackendFactory factory, ProviderContext context) {
    backend =
        lifecycle -> {
          ConfigurationKeys.check(factory, context);
          return lifecycle.add(factory.create(context));
        };
    return this;
  }

  /**
   * Where mail is kept. The store stays the caller's, who closes it after the server.
   *
   * @param newStore holds the maildrops
   * @return this builder
   */
  public Pop3ServerBuilder maildrops(MaildropStore newStore) {
    store = lifecycle -> newStore;
    return this;
  }

  /**
   * Where mail is kept. The server creates the store and closes it when it stops.
   *
   * @param factory creates the store
   * @param context its configuration; the server refuses keys that the factory does not know
   * @return this builder
   */
  public Pop3ServerBuilder maildrops(MaildropStoreFactory factory, ProviderContext context) {
    store =
        lifecycle -> {
          ConfigurationKeys.check(factory, context);
          return lifecycle.add(factory.create(context));
        };
    return this;
  }

  /**
   * Adds an address to listen on, for connections that begin in the clear.
   *
   * @param host a host name or address
   * @param port the port; 0 for any free one
   * @return this builder
   */
  public Pop3ServerBuilder listen(String host, int port) {
    return listen(new ListenAddress(host, port, Security.CLEARTEXT));
  }

  /**
   * Adds an address to listen on, for connections that begin with TLS; needs {@link
   * Pop3ServerOptions#tls()}.
   *
   * @param host a host name or address
   * @param port the port; 0 for any free one
   * @return this builder
   */
  public Pop3ServerBuilder listenTls(String host, int port) {
    return listen(new ListenAddress(host, port, Security.IMPLICIT_TLS));
  }

  /**
   * Adds an address to listen on.
   *
   * @param address where, and how connections begin
   * @return this builder
   */
  public Pop3ServerBuilder listen(ListenAddress address) {
    addresses.add(address);
    return this;
  }

  /**
   * Sets everything that is neither address nor plugin.
   *
   * @param newOptions the settings
   * @return this builder
   */
  public Pop3ServerBuilder options(Pop3ServerOptions newOptions) {
    options = newOptions;
    return this;
  }

  /**
   * Adds somebody who hears what happens.
   *
   * @param observer hears it
   * @return this builder
   */
  public Pop3ServerBuilder observer(ServerObserver observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Has all work that may block done by an executor of the caller's, for example one with virtual
   * threads, instead of threads of the server's own. It must run what it accepts: a maildrop stays
   * locked until its release was run.
   *
   * @param newExecutor stays the caller's, who ends it after the server
   * @return this builder
   */
  public Pop3ServerBuilder executor(Executor newExecutor) {
    executor = newExecutor;
    return this;
  }

  /**
   * Sets where time comes from.
   *
   * @param newTime the only source of time
   * @return this builder
   */
  public Pop3ServerBuilder time(TimeSource newTime) {
    time = newTime;
    return this;
  }

  /**
   * Sets where randomness comes from.
   *
   * @param newRandom the only source of randomness
   * @return this builder
   */
  public Pop3ServerBuilder random(SecureRandom newRandom) {
    random = newRandom;
    return this;
  }

  /**
   * Sets what the salts are made from that SCRAM shows for users who do not exist. With the same
   * key after a restart they stay the same, as those of real users do; else both could be told
   * apart.
   *
   * @param newDecoyKey at least 16 random octets; copied
   * @return this builder
   * @throws IllegalArgumentException if it is too short
   */
  public Pop3ServerBuilder decoyKey(Secret newDecoyKey) {
    ScramDecoy.of(newDecoyKey);
    decoyKey = newDecoyKey.copy();
    return this;
  }

  /**
   * Sets who may say no to connections and logins.
   *
   * @param newPolicy decides
   * @return this builder
   */
  public Pop3ServerBuilder policy(AccessPolicy newPolicy) {
    policy = newPolicy;
    return this;
  }

  /**
   * Creates the plugins that are described by factories, and makes the server, which is not started
   * yet. Whatever comes of it, the server that is returned must be closed.
   *
   * @return the server
   * @throws IllegalStateException if there is no backend, no store or no address to listen on
   * @throws ProviderConfigurationException if a plugin's configuration can't be used
   * @throws ServerStartException if a plugin can't be created for another reason
   */
  public Pop3Server build() {
    PluginSource<AuthenticationBackend> backendSource =
        given(backend, "authentication backend", "one to say who may log in");
    PluginSource<MaildropStore> storeSource =
        given(store, "maildrop store", "one to say where mail is kept");
    Pop3ServerBuilder ready = copy();
    Lifecycle lifecycle = new Lifecycle();
    try {
      // Before the wiring, which would put its own words around what goes wrong.
      ready.authentication(backendSource.get(lifecycle)).maildrops(storeSource.get(lifecycle));
      return Guice.createInjector(Stage.PRODUCTION, new Pop3ServerModule(ready, lifecycle))
          .getInstance(Pop3Server.class);
    } catch (CreationException failed) {
      lifecycle.close();
      throw told(causeOf(failed));
    } catch (RuntimeException failed) {
      lifecycle.close();
      throw told(failed);
    }
  }

  /** What was thrown; the wiring in between is of no interest to anybody. */
  private static Throwable causeOf(CreationException failed) {
    return failed.getErrorMessages().stream()
        .map(Message::getCause)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(failed);
  }

  private static RuntimeException told(Throwable cause) {
    return cause instanceof ProviderConfigurationException configuration
        ? configuration
        : new ServerStartException("server: " + cause.getMessage(), cause);
  }

  private static <T> T given(@Nullable T part, String what, String expected) {
    require(part != null, what, expected);
    return Objects.requireNonNull(part);
  }

  private static void require(boolean given, String what, String expected) {
    if (!given) {
      throw new IllegalStateException(what + ": none (expected: " + expected + ")");
    }
  }

  /** An independent copy that lacks nothing needed to listen. */
  Pop3ServerBuilder copy() {
    require(!addresses.isEmpty(), "listen addresses", "at least one");
    boolean tlsListens = addresses.stream().anyMatch(a -> a.security() == Security.IMPLICIT_TLS);
    require(!tlsListens || options.tls().isPresent(), "TLS certificates", "for the TLS address");
    Pop3ServerBuilder copy = new Pop3ServerBuilder();
    copy.addresses.addAll(addresses);
    copy.observers.clear();
    copy.observers.addAll(observers);
    copy.options = options;
    copy.backend = backend;
    copy.store = store;
    copy.executor = executor;
    copy.time = time;
    copy.random = random;
    copy.decoyKey = decoyKey;
    copy.policy = policy;
    return copy;
  }

  List<ListenAddress> addresses() {
    return addresses;
  }

  List<ServerObserver> observers() {
    return observers;
  }

  Pop3ServerOptions options() {
    return options;
  }

  Optional<PluginSource<AuthenticationBackend>> backend() {
    return Optional.ofNullable(backend);
  }

  Optional<PluginSource<MaildropStore>> store() {
    return Optional.ofNullable(store);
  }

  Optional<Executor> executor() {
    return Optional.ofNullable(executor);
  }

  Optional<TimeSource> time() {
    return Optional.ofNullable(time);
  }

  Clock clock() {
    return time().map(TimeSource::clock).orElseGet(Clock::systemUTC);
  }

  SecureRandom random() {
    return random == null ? new SecureRandom() : random;
  }

  Secret decoyKey() {
    if (decoyKey != null) {
      return decoyKey;
    }
    byte[] octets = new byte[DECOY_KEY_OCTETS];
    random().nextBytes(octets);
    return Secret.of(octets);
  }

  AccessPolicy policy() {
    return policy;
  }
}
