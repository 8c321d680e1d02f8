package io.pop3.protocol.sasl;

import io.pop3.protocol.digest.CramMd5Digest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * CRAM-MD5: RFC 2195 section 2.
 *
 * <pre>
 *   challenge = msg-id
 *   response  = user SP 32HEX      ; split at the last SP (2195-RESP-2)
 * </pre>
 */
final class CramMd5Server<I> extends SaslServerExchange<I> {

  private static final int DIGEST_DIGITS = 32;

  private final byte[] challenge;

  CramMd5Server(ApopTimestamp challenge) {
    super(SaslMechanism.CRAM_MD5);
    this.challenge = challenge.value().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  SaslServerStep<I> begin() {
    return new SaslServerStep.Challenge<>(challenge);
  }

  /** 2195-CHAL-2. */
  @Override
  SaslServerStep<I> beginWith(byte[] initialResponse) {
    return fail(SaslFailure.INITIAL_RESPONSE);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    int space = message.length - DIGEST_DIGITS - 1;
    if (space < 1 || message[space] != ' ' || !isHexadecimal(message, space + 1)) {
      return fail(SaslFailure.MALFORMED);
    }
    Optional<UserName> name = PreparedText.name(message, 0, space);
    if (name.isEmpty()) {
      return fail(SaslFailure.UNPREPARABLE);
    }
    String digest = new String(message, space + 1, DIGEST_DIGITS, StandardCharsets.US_ASCII);
    return new SaslServerRequest.FindSharedSecret<>(
        this,
        name.get(),
        (identity, secret) ->
            CramMd5Digest.matches(digest, challenge, secret)
                ? new SaslServerStep.Success<>(identity)
                : fail(SaslFailure.WRONG_CREDENTIAL),
        () -> rejectUnknown(digest));
  }

  /** Does the work that a known user costs, so that the time does not tell (4422-OUT-1). */
  private SaslServerStep<I> rejectUnknown(String digest) {
    try (Secret nobodys = Secret.of(challenge)) {
      boolean ignored = CramMd5Digest.matches(digest, challenge, nobodys);
      return fail(SaslFailure.WRONG_CREDENTIAL);
    }
  }

  private static boolean isHexadecimal(byte[] message, int from) {
    for (int i = from; i < message.length; i++) {
      if (Character.digit(message[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
