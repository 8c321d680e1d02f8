package io.pop3.protocol.sasl;

import io.pop3.protocol.digest.CramMd5Digest;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;

/** CRAM-MD5: RFC 2195 section 2, 2195-RESP-1. */
final class CramMd5Client extends SaslClientExchange {

  private final UserName name;
  private final Secret secret;
  private boolean answered;

  CramMd5Client(SaslCredentials.Password credentials, SaslClientOptions options) {
    super(SaslMechanism.CRAM_MD5, options);
    this.name = credentials.name();
    this.secret = credentials.secret().copy();
  }

  @Override
  SaslClientStep receive(byte[] challenge) {
    if (answered) {
      return cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
    }
    if (challenge.length == 0) {
      return cancel(SaslClientFault.MALFORMED_CHALLENGE);
    }
    answered = true;
    return new SaslClientStep.Response(
        Secret.of(name.value() + " " + CramMd5Digest.of(challenge, secret)));
  }

  @Override
  boolean isComplete() {
    return answered;
  }

  @Override
  void wipe() {
    secret.close();
  }
}
