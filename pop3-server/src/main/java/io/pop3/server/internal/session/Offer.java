package io.pop3.server.internal.session;

import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.sasl.ChannelBindingType;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.maildrop.Expiry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What works on a connection as things are, and therefore what CAPA says.
 *
 * @param services what the server has
 * @param peer where the client is
 * @param tls the TLS state; empty without TLS
 */
record Offer(SessionServices services, InetSocketAddress peer, Optional<TlsState> tls) {

  /** Whether a password or a token may be sent. */
  boolean allowsPlaintext() {
    return tls.isPresent()
        || switch (options().logins().cleartext()) {
          case REFUSED -> false;
          case LOOPBACK -> peer.getAddress().isLoopbackAddress();
          case ALLOWED -> true;
        };
  }

  private Pop3ServerOptions options() {
    return services.options();
  }

  /** The mechanisms that work now. */
  Set<SaslMechanism> mechanisms() {
    Set<SaslMechanism> offered = EnumSet.noneOf(SaslMechanism.class);
    boolean plaintext = allowsPlaintext();
    for (SaslMechanism mechanism : services.authenticator().mechanisms()) {
      boolean works =
          (tls.isPresent() || !mechanism.needsTls())
              && (plaintext || !mechanism.isPlaintext())
              && (!mechanism.bindsChannel() || tls.filter(this::canBind).isPresent())
              && (mechanism != SaslMechanism.EXTERNAL
                  || tls.filter(s -> !s.clientChain().isEmpty()).isPresent());
      if (works) {
        offered.add(mechanism);
      }
    }
    return offered;
  }

  /**
   * Clients bind to the best type they know (RFC 9266 section 3), and many know no other: a server
   * that can't have it offers no binding, or they could not log in.
   */
  private boolean canBind(TlsState state) {
    return state.bindings().types().contains(ChannelBindingType.TLS_EXPORTER)
        || (!state.bindings().isEmpty() && options().logins().certificateBinding());
  }

  /** What CAPA says; after login with the user's own values. */
  CapabilitySet capabilities(Optional<UserName> user, Expiry expiry) {
    List<Capability> all = new ArrayList<>();
    all.add(Capability.of(Capability.TOP));
    all.add(Capability.of(Capability.UIDL));
    if (services.authenticator().offersPasswords() && allowsPlaintext()) {
      all.add(Capability.of(Capability.USER));
    }
    List<String> mechanisms = mechanisms().stream().map(SaslMechanism::mechanismName).toList();
    if (!mechanisms.isEmpty()) {
      all.add(new Capability(Capability.SASL, mechanisms));
    }
    all.add(Capability.of(Capability.RESP_CODES));
    all.add(Capability.of(Capability.AUTH_RESP_CODE));
    Duration delay = options().logins().delay();
    if (!delay.isZero()) {
      all.add(Capability.of(Capability.LOGIN_DELAY, Long.toString(delay.toSeconds())));
    }
    all.add(Capability.of(Capability.PIPELINING));
    all.add(expire(user, expiry));
    all.add(Capability.of(Capability.LANG));
    if (user.isEmpty() && tls.isEmpty() && options().tls().isPresent()) {
      all.add(Capability.of(Capability.STLS));
    }
    if (user.isPresent()) {
      options()
          .identity()
          .implementation()
          .ifPresent(word -> all.add(Capability.of(Capability.IMPLEMENTATION, word)));
    }
    return CapabilitySet.of(all);
  }

  /** The shortest time for any user, or the exact one once the user is known (2449-EXP-4, -5). */
  private static Capability expire(Optional<UserName> user, Expiry expiry) {
    String days = expiry.days().isPresent() ? Integer.toString(expiry.days().getAsInt()) : "NEVER";
    return user.isEmpty() && expiry.differsByUser()
        ? Capability.of(Capability.EXPIRE, days, "USER")
        : Capability.of(Capability.EXPIRE, days);
  }
}
