package io.pop3.server;

import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.pop3.server.internal.authentication.Authenticator;
import io.pop3.server.internal.netty.ListenAddresses;
import io.pop3.server.internal.netty.LoopTime;
import io.pop3.server.internal.netty.NettyServer;
import io.pop3.server.internal.session.BlockingPools;
import io.pop3.server.internal.session.Observers;
import io.pop3.server.internal.session.ReadBuffers;
import io.pop3.server.internal.session.SessionNames;
import io.pop3.server.internal.session.SessionServices;
import io.pop3.server.internal.session.UserSessions;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.policy.AccessPolicy;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.maildrop.MaildropStore;

/**
 * Wires one server for a program that uses Guice. Private: it exposes {@link Pop3Server} alone, so
 * that several can be installed, each within a private module of the program's own.
 *
 * <p>What the description lacks, an {@link AuthenticationBackend} or a {@link MaildropStore}, must
 * be bound by the program. The server is a singleton that is not started yet; the program closes
 * it.
 */
public final class Pop3ServerModule extends PrivateModule {

  private final Pop3ServerBuilder description;
  private final Lifecycle lifecycle;

  /**
   * Wires a server.
   *
   * @param description where to listen, and everything else; later changes to it have no effect
   * @throws IllegalStateException if there is no address to listen on
   */
  public Pop3ServerModule(Pop3ServerBuilder description) {
    this(description, new Lifecycle());
  }

  Pop3ServerModule(Pop3ServerBuilder description, Lifecycle lifecycle) {
    this.description = description.copy();
    this.lifecycle = lifecycle;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    bind(Lifecycle.class).toInstance(lifecycle);
    bind(Pop3ServerOptions.class).toInstance(description.options());
    bind(ListenAddresses.class).toInstance(new ListenAddresses(description.addresses()));
    bind(LoopTime.class).toInstance(new LoopTime(description.time()));
    bind(AccessPolicy.class).toInstance(description.policy());
    bind(ServerObserver.class).toInstance(new Observers(description.observers()));
    // Created here, in plain code: a failure is told once, and as it was thrown.
    description
        .backend()
        .ifPresentOrElse(
            source -> bind(AuthenticationBackend.class).toInstance(source.get(lifecycle)),
            () -> requireBinding(AuthenticationBackend.class));
    description
        .store()
        .ifPresentOrElse(
            source -> bind(MaildropStore.class).toInstance(source.get(lifecycle)),
            () -> requireBinding(MaildropStore.class));
    bind(UserSessions.class)
        .toInstance(new UserSessions(description.options().limits().sessionsPerUser()));
    bind(ReadBuffers.class).toInstance(new ReadBuffers());
    bind(SessionServices.class).in(Singleton.class);
    bind(NettyServer.class).in(Singleton.class);
    bind(Pop3Server.class).to(GuardedServer.class);
    bind(GuardedServer.class).in(Singleton.class);
    expose(Pop3Server.class);
  }

  @Provides
  @Singleton
  Authenticator authenticator(
      AuthenticationBackend backend, Pop3ServerOptions options, LoopTime time) {
    return new Authenticator(
        backend,
        options,
        new Authenticator.Tools(
            description.policy(),
            description.random(),
            description.clock(),
            time::nanoTime,
            description.decoyKey()));
  }

  @Provides
  @Singleton
  BlockingPools pools(Pop3ServerOptions options) {
    return lifecycle.add(new BlockingPools(options.threads(), description.executor()));
  }

  @Provides
  @Singleton
  SessionNames names(Pop3ServerOptions options) {
    return new SessionNames(
        description.random(), description.clock(), options.identity().hostName());
  }
}
