package io.pop3.protocol.sasl;

import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * LOGIN: the expired draft, section 2. Two prompts that picky clients want to see (LOGIN-4), a name
 * and a password in answer; an initial response is taken for the name (decision A-42).
 */
final class LoginServer<I> extends SaslServerExchange<I> {

  private static final String NAME_PROMPT = "Username:";
  private static final String PASSWORD_PROMPT = "Password:";

  private Optional<UserName> name = Optional.empty();

  LoginServer() {
    super(SaslMechanism.LOGIN);
  }

  @Override
  SaslServerStep<I> begin() {
    return prompt(NAME_PROMPT);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    if (name.isPresent()) {
      UserName user = name.get();
      return PreparedText.password(message, 0, message.length)
          .<SaslServerStep<I>>map(
              password ->
                  new SaslServerRequest.VerifyPassword<>(
                      this, user, password, SaslServerStep.Success::new))
          .orElseGet(() -> fail(SaslFailure.UNPREPARABLE));
    }
    name = PreparedText.name(message, 0, message.length);
    return name.isPresent() ? prompt(PASSWORD_PROMPT) : fail(SaslFailure.UNPREPARABLE);
  }

  private SaslServerStep<I> prompt(String text) {
    return new SaslServerStep.Challenge<>(text.getBytes(StandardCharsets.US_ASCII));
  }
}
