package io.pop3.server.internal.session;

import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.server.observer.SessionInfo;
import java.util.ArrayList;
import java.util.List;

/** What works on a connection at this moment, and therefore what CAPA says. */
final class Capabilities {

  private Capabilities() {}

  static CapabilitySet of(SessionServices services, SessionInfo session) {
    List<Capability> all = new ArrayList<>();
    all.add(Capability.of(Capability.TOP));
    all.add(Capability.of(Capability.UIDL));
    // The same after login, under the same TLS state.
    if (services.authenticator().offersPasswords() && allowsPasswords(services, session)) {
      all.add(Capability.of(Capability.USER));
    }
    all.add(Capability.of(Capability.RESP_CODES));
    all.add(Capability.of(Capability.AUTH_RESP_CODE));
    all.add(Capability.of(Capability.PIPELINING));
    all.add(Capability.of(Capability.LANG));
    if (session.user().isPresent()) {
      services
          .options()
          .identity()
          .implementation()
          .ifPresent(word -> all.add(Capability.of(Capability.IMPLEMENTATION, word)));
    }
    return CapabilitySet.of(all);
  }

  /** Whether a password may be sent as things are. */
  static boolean allowsPasswords(SessionServices services, SessionInfo session) {
    return session.tls()
        || switch (services.options().logins().cleartext()) {
          case REFUSED -> false;
          case LOOPBACK -> session.peer().getAddress().isLoopbackAddress();
          case ALLOWED -> true;
        };
  }
}
