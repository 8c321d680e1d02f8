package io.pop3.protocol.sasl;

import io.pop3.protocol.model.UserName;
import java.util.Optional;

/**
 * EXTERNAL: RFC 4422 appendix A. The one message is the name of the user whom the client wants to
 * be, or empty to be whoever its certificate stands for.
 */
final class ExternalServer<I> extends SaslServerExchange<I> {

  ExternalServer() {
    super(SaslMechanism.EXTERNAL);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    Optional<UserName> requested = PreparedText.name(message, 0, message.length);
    return requested.isEmpty() && message.length > 0
        ? fail(SaslFailure.UNPREPARABLE)
        : new SaslServerRequest.MapExternal<>(this, requested);
  }
}
