package io.pop3.server.internal.session;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.sasl.ChannelBindings;
import io.pop3.protocol.sasl.SaslConnection;
import io.pop3.protocol.sasl.SaslFailure;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.sasl.SaslServerExchange;
import io.pop3.protocol.sasl.SaslServerStep;
import io.pop3.protocol.wire.StrictBase64;
import io.pop3.server.internal.authentication.Authenticator;
import io.pop3.server.internal.authentication.LoginAttempt;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AUTH (RFC 5034). Where a mechanism may not be used, nothing is decoded. */
final class SaslCommands {

  private static final StatusLine BAD_BASE64 = StatusLine.err(Rejection.BAD_BASE64.text());

  private final Session session;
  private final Authenticator authenticator;
  private final LoginFlow flow;
  private final boolean listed;
  private @Nullable Exchange current;

  private record Exchange(LoginAttempt attempt, SaslServerExchange<MaildropOwner> sasl) {}

  SaslCommands(Session session, SessionServices services, LoginFlow flow) {
    this.session = session;
    this.authenticator = services.authenticator();
    this.flow = flow;
    this.listed = services.options().logins().mechanismList();
  }

  /** AUTH without a mechanism. */
  void list() {
    if (listed) {
      List<String> names =
          session.offer().mechanisms().stream().map(SaslMechanism::mechanismName).toList();
      session.connection().replyLines(Replies.MECHANISMS, Listings.words(names));
    } else {
      session.connection().reply(Replies.NO_MECHANISM_LIST);
    }
  }

  void auth(Command.Auth command) {
    Optional<SaslMechanism> named = SaslMechanism.find(command.mechanism());
    Set<SaslMechanism> offered = session.offer().mechanisms();
    if (named.isEmpty() || !offered.contains(named.get())) {
      command.initialResponse().ifPresent(Secret::close);
      boolean underTls = named.filter(authenticator.mechanisms()::contains).isPresent();
      session
          .connection()
          .reply(
              underTls && session.offer().tls().isEmpty()
                  ? Replies.TLS_FIRST
                  : Replies.NO_MECHANISM);
      return;
    }
    Optional<Secret> initial = Optional.empty();
    if (command.initialResponse().isPresent()) {
      initial = decoded(command.initialResponse().get());
      if (initial.isEmpty()) {
        session.connection().reply(BAD_BASE64);
        return;
      }
    }
    begin(named.get(), offered, initial);
  }

  /** An initial response as it stands on the line, where {@code =} is an empty one (5034-IR-2). */
  private static Optional<Secret> decoded(Secret text) {
    try (text) {
      byte[] octets = text.reveal();
      try {
        boolean empty = octets.length == 1 && octets[0] == '=';
        return StrictBase64.decode(octets, 0, empty ? 0 : octets.length);
      } finally {
        Arrays.fill(octets, (byte) 0);
      }
    }
  }

  private void begin(
      SaslMechanism mechanism, Set<SaslMechanism> offered, Optional<Secret> initial) {
    Optional<TlsState> tls = session.offer().tls();
    LoginAttempt attempt =
        new LoginAttempt(
            session.info(),
            mechanism.mechanismName(),
            tls.map(TlsState::clientChain).orElse(List.of()));
    SaslServerExchange<MaildropOwner> sasl =
        authenticator.newExchange(
            mechanism,
            new SaslConnection(offered, tls.map(TlsState::bindings).orElse(ChannelBindings.NONE)));
    current = new Exchange(attempt, sasl);
    flow.check(
        attempt,
        () -> {
          try {
            return authenticator.start(attempt, sasl, initial);
          } finally {
            initial.ifPresent(Secret::close);
          }
        },
        this::took);
  }

  /** A response of the client. */
  void respond(Secret response) {
    Exchange exchange = current;
    if (exchange == null) {
      throw new IllegalStateException("response: no exchange is under way");
    }
    flow.checkNow(
        exchange.attempt(),
        () -> {
          try (response) {
            return authenticator.respond(exchange.attempt(), exchange.sasl(), response);
          }
        },
        this::took);
  }

  private void took(SaslServerStep<MaildropOwner> step) {
    Exchange exchange = current;
    if (exchange == null) {
      throw new IllegalStateException("step: no exchange is under way");
    }
    if (step instanceof SaslServerStep.Challenge<MaildropOwner> challenge) {
      session.pause(
          authenticator.beforeChallenge(exchange.attempt()),
          () -> session.connection().challenge(challenge.octets()));
    } else if (step instanceof SaslServerStep.Success<MaildropOwner> success) {
      forget();
      flow.admit(exchange.attempt(), success.identity());
    } else if (step instanceof SaslServerStep.Failure<MaildropOwner> failure) {
      forget();
      flow.reject(exchange.attempt(), reply(failure.reason()));
    }
  }

  /** A wrong credential has a code, a broken exchange has none. */
  private static StatusLine reply(SaslFailure reason) {
    return reason.isCredentialProblem()
        ? Replies.LOGIN_FAILED
        : StatusLine.err(reason.description());
  }

  /** The client gave up. */
  void cancelled() {
    forget();
    session.connection().reply(Replies.CANCELLED);
  }

  /** Wipes what is left of an exchange; only while no worker has it. */
  void forget() {
    Exchange exchange = current;
    current = null;
    if (exchange != null) {
      exchange.sasl().close();
    }
  }
}
