package io.pop3.server;

import io.pop3.server.observer.ServerObserver;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.server.time.TimeSource;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MaildropStoreFactory;
import java.security.SecureRandom;
import java.util.concurrent.Executor;

/** Describes a server. Not safe for several threads; may be used for several servers. */
public final class Pop3ServerBuilder {

  Pop3ServerBuilder() {}

  /**
   * Who may log in. The backend stays the caller's, who closes it after the server.
   *
   * @param backend knows the users
   * @return this builder
   */
  public Pop3ServerBuilder authentication(AuthenticationBackend backend) {
    return this;
  }

  /**
   * Who may log in. The server creates the backend when it starts and closes it when it stops.
   *
   * @param factory creates the backend
   * @param context its configuration; the server refuses keys that the factory does not know
   * @return this builder
   */
  public Pop3ServerBuilder authentication(
      AuthenticationBackendFactory factory, ProviderContext context) {
    return this;
  }

  /**
   * Where mail is kept. The store stays the caller's, who closes it after the server.
   *
   * @param store holds the maildrops
   * @return this builder
   */
  public Pop3ServerBuilder maildrops(MaildropStore store) {
    return this;
  }

  /**
   * Where mail is kept. The server creates the store when it starts and closes it when it stops.
   *
   * @param factory creates the store
   * @param context its configuration; the server refuses keys that the factory does not know
   * @return this builder
   */
  public Pop3ServerBuilder maildrops(MaildropStoreFactory factory, ProviderContext context) {
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
    return listen(new ListenAddress(host, port, ListenAddress.Security.CLEARTEXT));
  }

  /**
   * Adds an address to listen on.
   *
   * @param address where, and how connections begin
   * @return this builder
   */
  public Pop3ServerBuilder listen(ListenAddress address) {
    return this;
  }

  /**
   * Sets everything that is neither address nor plugin.
   *
   * @param newOptions the settings
   * @return this builder
   */
  public Pop3ServerBuilder options(Pop3ServerOptions newOptions) {
    return this;
  }

  /**
   * Adds somebody who hears what happens.
   *
   * @param observer hears it
   * @return this builder
   */
  public Pop3ServerBuilder observer(ServerObserver observer) {
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
    return this;
  }

  /**
   * Sets where time comes from.
   *
   * @param newTime the only source of time
   * @return this builder
   */
  public Pop3ServerBuilder time(TimeSource newTime) {
    return this;
  }

  /**
   * Sets where randomness comes from.
   *
   * @param newRandom the only source of randomness
   * @return this builder
   */
  public Pop3ServerBuilder random(SecureRandom newRandom) {
    return this;
  }

  /**
   * Makes the server, which is not started yet.
   *
   * @return the server
   * @throws IllegalStateException if there is no backend, no store or no address to listen on
   */
  public Pop3Server build() {
    throw new IllegalStateException();
  }
}
