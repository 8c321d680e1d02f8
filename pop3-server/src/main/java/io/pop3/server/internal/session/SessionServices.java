package io.pop3.server.internal.session;

import io.pop3.server.internal.authentication.Authenticator;
import io.pop3.server.observer.ServerObserver;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.maildrop.MaildropStore;
import jakarta.inject.Inject;

/**
 * What all sessions of a server share. Immutable; safe for several threads.
 *
 * @param options the settings
 * @param authenticator checks credentials
 * @param store holds the maildrops
 * @param observer hears what happens; never throws
 * @param pools do what may block
 * @param buffers are for reading messages
 * @param users counts the sessions of each
 */
public record SessionServices(
    Pop3ServerOptions options,
    Authenticator authenticator,
    MaildropStore store,
    ServerObserver observer,
    BlockingPools pools,
    ReadBuffers buffers,
    UserSessions users) {

  /** Gathers the parts. */
  @Inject
  public SessionServices {}
}
