package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Locale;
import java.util.Optional;

/**
 * OAUTHBEARER (RFC 7628 section 3) and XOAUTH2. After a failure that the client is told the reason
 * of, it answers with one more line, whatever it holds (decision A-47).
 */
final class BearerTokenServer<I> extends SaslServerExchange<I> {

  private final SaslServerOptions options;
  private boolean refused;

  BearerTokenServer(SaslMechanism mechanism, SaslServerOptions options) {
    super(mechanism);
    this.options = options;
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    if (refused) {
      return fail(SaslFailure.WRONG_CREDENTIAL);
    }
    return BearerTokenMessage.parse(mechanism(), message)
        .map(this::check)
        .orElseGet(() -> fail(SaslFailure.MALFORMED));
  }

  private SaslServerStep<I> check(BearerTokenMessage message) {
    Optional<UserName> user = message.user().flatMap(PreparedText::name);
    if (user.isEmpty() && message.user().isPresent()) {
      message.token().ifPresent(Secret::close);
      return fail(SaslFailure.UNPREPARABLE);
    }
    if (message.token().isEmpty() || !isMeantForUs(message)) {
      message.token().ifPresent(Secret::close);
      return refuse(BearerTokenError.INVALID_REQUEST);
    }
    return new SaslServerRequest.VerifyToken<>(this, message.token().get(), user, this::refuse);
  }

  /** 7628-VAL-1. */
  private boolean isMeantForUs(BearerTokenMessage message) {
    return (message.host().isEmpty()
            || options.host().isEmpty()
            || lower(message.host().get()).equals(lower(options.host().get())))
        && (message.port().isEmpty()
            || options.port().isEmpty()
            || message.port().get().equals(Integer.toString(options.port().getAsInt())));
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }

  private SaslServerStep<I> refuse(BearerTokenError error) {
    refused = true;
    return new SaslServerStep.Challenge<>(
        mechanism() == SaslMechanism.OAUTHBEARER ? error.toOauthBearer() : error.toXoauth2());
  }
}
