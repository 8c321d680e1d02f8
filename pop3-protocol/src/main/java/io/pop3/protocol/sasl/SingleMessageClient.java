package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** PLAIN, EXTERNAL and ANONYMOUS: the client sends one message and that is all. */
final class SingleMessageClient extends SaslClientExchange {

  private final Secret message;
  private boolean sent;

  private SingleMessageClient(SaslMechanism mechanism, Secret message, SaslClientOptions options) {
    super(mechanism, options);
    this.message = message;
  }

  /** 4616-MSG-1: {@code [authzid] NUL authcid NUL passwd}. */
  static SingleMessageClient plain(
      SaslCredentials.Password credentials, SaslClientOptions options) {
    byte[] names =
        (credentials.authorization().map(Object::toString).orElse("")
                + '\0'
                + credentials.name()
                + '\0')
            .getBytes(StandardCharsets.UTF_8);
    byte[] password = credentials.secret().reveal();
    byte[] message = Arrays.copyOf(names, names.length + password.length);
    System.arraycopy(password, 0, message, names.length, password.length);
    Arrays.fill(password, (byte) 0);
    Secret secret = Secret.of(message);
    Arrays.fill(message, (byte) 0);
    return new SingleMessageClient(SaslMechanism.PLAIN, secret, options);
  }

  /** 4422-EXT-1. */
  static SingleMessageClient external(SaslCredentials credentials, SaslClientOptions options) {
    String name = credentials.authorization().map(Object::toString).orElse("");
    return new SingleMessageClient(SaslMechanism.EXTERNAL, Secret.of(name), options);
  }

  /** 4505-MSG-1. */
  static SingleMessageClient anonymous(
      SaslCredentials.Anonymous credentials, SaslClientOptions options) {
    return new SingleMessageClient(
        SaslMechanism.ANONYMOUS, Secret.of(credentials.trace()), options);
  }

  @Override
  int firstLength() {
    return message.length();
  }

  @Override
  Secret first() {
    sent = true;
    return message.copy();
  }

  @Override
  SaslClientStep receive(byte[] challenge) {
    return cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
  }

  @Override
  boolean isComplete() {
    return sent;
  }

  @Override
  void wipe() {
    message.close();
  }
}
