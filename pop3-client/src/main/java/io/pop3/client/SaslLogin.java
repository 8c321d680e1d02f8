package io.pop3.client;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientOptions;
import io.pop3.protocol.sasl.SaslCredentials;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslMechanismSelector;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;

/** Chooses among the mechanisms that a server offers, and logs in by one. */
final class SaslLogin {

  /** A refusal may be the mechanism's fault once; more tries would look like guessing. */
  private static final int MAX_TRIES = 2;

  private final Wire wire;
  private final CapabilitySet capabilities;

  SaslLogin(Wire wire, CapabilitySet capabilities) {
    this.wire = wire;
    this.capabilities = capabilities;
  }

  /**
   * Logs in by the best mechanism, and by another one, no weaker, if the server refuses the first
   * without saying why (ledger 5034-OUT-3, A-36).
   *
   * @param wanted which mechanisms may be used
   * @return the last reply; empty if there is no mechanism that would do, and nothing was sent
   */
  Optional<StatusLine> run(SaslCredentials credentials, Predicate<SaslMechanism> wanted)
      throws Pop3Exception {
    SaslClientOptions options = options();
    SaslMechanismSelector selector = new SaslMechanismSelector(credentials, options);
    List<SaslMechanism> candidates =
        Stream.generate(selector::next)
            .takeWhile(Optional::isPresent)
            .flatMap(Optional::stream)
            .filter(wanted)
            .limit(MAX_TRIES)
            .toList();
    Optional<StatusLine> reply = Optional.empty();
    for (SaslMechanism mechanism : candidates) {
      if (reply.isEmpty() || (!reply.get().isPositive() && reply.get().code().isEmpty())) {
        reply = Optional.of(exchange(mechanism, credentials, options));
      }
    }
    return reply;
  }

  private StatusLine exchange(
      SaslMechanism mechanism, SaslCredentials credentials, SaslClientOptions options)
      throws Pop3Exception {
    try (SaslClientExchange exchange = SaslClientExchange.open(mechanism, credentials, options)) {
      return new SaslDialogue(wire, exchange).run();
    }
  }

  private SaslClientOptions options() throws TlsException {
    Set<SaslMechanism> offered = EnumSet.noneOf(SaslMechanism.class);
    for (String name : capabilities.saslMechanisms()) {
      SaslMechanism.find(name).ifPresent(offered::add);
    }
    SSLSocket tls = wire.tls();
    SaslClientOptions.Builder options =
        SaslClientOptions.on(wire.options().random(), offered, tls != null);
    if (tls == null) {
      // Without TLS there is a connection only where the user has allowed cleartext.
      options.allowPlaintextWithoutTls();
    } else {
      options.bindings(ChannelBinding.of(tls.getSession()));
      options.service(
          ServerIdentity.of(wire.options().serverName()).toString(), wire.options().port());
    }
    return options.build();
  }

  /** Says what the server offers instead of what was wanted. */
  AuthenticationUnavailableException unavailable(String wanted) {
    return new AuthenticationUnavailableException(
        "SASL mechanisms of the server: "
            + Printable.of(String.join(" ", capabilities.saslMechanisms()))
            + " (expected: "
            + wanted
            + ")");
  }
}
