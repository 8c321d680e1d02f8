package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;

/**
 * LOGIN: whatever the prompts say, the first draws the name and the second the password (LOGIN-3).
 */
final class LoginClient extends SaslClientExchange {

  private final UserName name;
  private final Secret password;
  private int answered;

  LoginClient(SaslCredentials.Password credentials, SaslClientOptions options) {
    super(SaslMechanism.LOGIN, options);
    this.name = credentials.name();
    this.password = credentials.secret().copy();
  }

  @Override
  SaslClientStep receive(byte[] challenge) {
    answered++;
    return switch (answered) {
      case 1 -> new SaslClientStep.Response(Secret.of(name.value()));
      case 2 -> new SaslClientStep.Response(password.copy());
      default -> cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
    };
  }

  @Override
  boolean isComplete() {
    return answered == 2;
  }

  @Override
  void wipe() {
    password.close();
  }
}
