package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * OAUTHBEARER (RFC 7628 section 3) and XOAUTH2. A challenge after the token is the reason why it is
 * refused; one more line ends the exchange: %x01 for OAUTHBEARER (7628-ERR-2), an empty one for
 * XOAUTH2 (XOA2-ERR-1).
 */
final class BearerTokenClient extends SaslClientExchange {

  private static final String SEPARATOR = "\u0001";

  private final byte[] prefix;
  private final Secret token;
  private Optional<BearerTokenError> error = Optional.empty();
  private boolean sent;
  private boolean refused;

  BearerTokenClient(
      SaslMechanism mechanism, SaslCredentials.Token credentials, SaslClientOptions options) {
    super(mechanism, options);
    String text =
        mechanism == SaslMechanism.OAUTHBEARER
            ? oauthBearer(credentials, options)
            : "user=" + credentials.authorization().orElseThrow() + SEPARATOR;
    this.prefix = (text + "auth=Bearer ").getBytes(StandardCharsets.UTF_8);
    this.token = credentials.secret().copy();
  }

  private static String oauthBearer(SaslCredentials.Token credentials, SaslClientOptions options) {
    Optional<String> acting = credentials.authorization().map(Object::toString);
    StringBuilder text =
        new StringBuilder(Gs2Header.of(Optional.empty(), false, acting).text()).append(SEPARATOR);
    options.host().ifPresent(host -> text.append("host=").append(host).append(SEPARATOR));
    options.port().ifPresent(port -> text.append("port=").append(port).append(SEPARATOR));
    return text.toString();
  }

  @Override
  int firstLength() {
    return prefix.length + token.length() + 2;
  }

  @Override
  Secret first() {
    sent = true;
    byte[] message = Arrays.copyOf(prefix, firstLength());
    byte[] octets = token.reveal();
    try {
      System.arraycopy(octets, 0, message, prefix.length, octets.length);
      message[message.length - 2] = 1;
      message[message.length - 1] = 1;
      return Secret.of(message);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(message, (byte) 0);
    }
  }

  @Override
  SaslClientStep receive(byte[] challenge) {
    if (refused) {
      return cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
    }
    refused = true;
    error = BearerTokenError.parse(challenge);
    return new SaslClientStep.Response(
        Secret.of(mechanism() == SaslMechanism.OAUTHBEARER ? SEPARATOR : ""));
  }

  @Override
  public Optional<BearerTokenError> tokenError() {
    return error;
  }

  @Override
  boolean isComplete() {
    return sent && !refused;
  }

  @Override
  SaslClientFault faultOfPrematureSuccess() {
    return refused ? SaslClientFault.REFUSED : SaslClientFault.PREMATURE_SUCCESS;
  }

  @Override
  void wipe() {
    token.close();
  }
}
