package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.Optional;

/**
 * PLAIN: RFC 4616 section 2.
 *
 * <pre>
 *   message = [authzid] NUL authcid NUL passwd
 * </pre>
 */
final class PlainServer<I> extends SaslServerExchange<I> {

  PlainServer() {
    super(SaslMechanism.PLAIN);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    int first = indexOfNul(message, 0);
    int second = indexOfNul(message, first + 1);
    // Exactly two NULs, and neither authcid nor passwd empty (4616-MSG-2, 4616-MSG-3).
    if (second == message.length
        || indexOfNul(message, second + 1) < message.length
        || second == first + 1
        || second == message.length - 1) {
      return fail(SaslFailure.MALFORMED);
    }
    Optional<UserName> acting =
        first == 0 ? Optional.empty() : PreparedText.name(message, 0, first);
    Optional<UserName> name = PreparedText.name(message, first + 1, second);
    if (name.isEmpty() || (acting.isEmpty() && first > 0)) {
      return fail(SaslFailure.UNPREPARABLE);
    }
    Optional<Secret> password = PreparedText.password(message, second + 1, message.length);
    if (password.isEmpty()) {
      return fail(SaslFailure.UNPREPARABLE);
    }
    return new SaslServerRequest.VerifyPassword<>(
        this,
        name.get(),
        password.get(),
        identity -> authorize(identity, name.get(), acting, SaslServerStep.Success::new));
  }

  private static int indexOfNul(byte[] message, int from) {
    int i = from;
    while (i < message.length && message[i] != 0) {
      i++;
    }
    return i;
  }
}
