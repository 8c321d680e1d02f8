package io.pop3.server.internal.session;

import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.CapabilityValue;
import io.pop3.protocol.reply.CapabilityValue.Kind;
import io.pop3.protocol.reply.CapabilityValue.Plain;
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

  /**
   * What CAPA says; after login with the user's own values.
   *
   * @param utf8Mode whether the client gave UTF8, which bars STLS (RFC 6856 section 2.1)
   */
  CapabilitySet capabilities(Optional<UserName> user, Expiry expiry, boolean utf8Mode) {
    List<CapabilityValue> all = new ArrayList<>();
    all.add(new Plain(Kind.TOP));
    all.add(new Plain(Kind.UIDL));
    boolean passwords = services.authenticator().offersPasswords() && allowsPlaintext();
    if (passwords) {
      all.add(new Plain(Kind.USER));
    }
    List<String> mechanisms = mechanisms().stream().map(SaslMechanism::mechanismName).toList();
    if (!mechanisms.isEmpty()) {
      all.add(new CapabilityValue.Sasl(mechanisms));
    }
    all.add(new Plain(Kind.RESP_CODES));
    all.add(new Plain(Kind.AUTH_RESP_CODE));
    Duration delay = options().logins().delay();
    if (!delay.isZero()) {
      all.add(new CapabilityValue.LoginDelay(delay, false));
    }
    all.add(new Plain(Kind.PIPELINING));
    // The shortest time for any user, or the exact one once the user is known (2449-EXP-4, -5).
    all.add(new CapabilityValue.Expire(expiry.days(), user.isEmpty() && expiry.differsByUser()));
    all.add(new Plain(Kind.LANG));
    all.add(new CapabilityValue.Utf8(passwords || services.authenticator().offersApop()));
    if (user.isEmpty() && tls.isEmpty() && !utf8Mode && options().tls().isPresent()) {
      all.add(new Plain(Kind.STLS));
    }
    if (user.isPresent()) {
      options()
          .identity()
          .implementation()
          .ifPresent(word -> all.add(new CapabilityValue.Implementation(List.of(word))));
    }
    return CapabilitySet.ofValues(all);
  }
}
