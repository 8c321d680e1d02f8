package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * SCRAM, with and without channel binding: RFC 5802 sections 5 and 6, RFC 7677. The exchange is
 * complete when the server's signature has been verified, and not before (5802-S2-1).
 */
final class ScramClient extends SaslClientExchange {

  private enum Phase {
    SERVER_FIRST,
    SERVER_FINAL,
    VERIFIED
  }

  private final ScramFormulas formulas;
  private final SaslClientOptions options;
  private final Secret password;
  private final Gs2Header header;
  private final byte[] bindingData;
  private final String ownNonce;
  private final String bare;

  private Phase phase = Phase.SERVER_FIRST;
  private byte[] expectedSignature = new byte[0];

  ScramClient(
      SaslMechanism mechanism, SaslCredentials.Password credentials, SaslClientOptions options) {
    this(mechanism, credentials, options, ScramServer.freshNonce(options.random()));
  }

  /** With a nonce that the known answers of the RFCs can decide. */
  ScramClient(
      SaslMechanism mechanism,
      SaslCredentials.Password credentials,
      SaslClientOptions options,
      String ownNonce) {
    super(mechanism, options);
    this.formulas = new ScramFormulas(mechanism.scramHash().orElseThrow());
    this.options = options;
    this.ownNonce = ownNonce;
    Optional<ChannelBindingType> type =
        mechanism.bindsChannel()
            ? Optional.of(options.bindings().types().get(0))
            : Optional.empty();
    this.bindingData = type.flatMap(options.bindings()::data).orElse(new byte[0]);
    this.header =
        Gs2Header.of(
            type, !options.bindings().isEmpty(), credentials.authorization().map(Object::toString));
    this.bare = "n=" + Gs2Header.encodeName(credentials.name().value()) + ",r=" + ownNonce;
    this.password = credentials.secret().copy();
  }

  @Override
  int firstLength() {
    return first().length();
  }

  @Override
  Secret first() {
    return Secret.of(header.text() + bare);
  }

  @Override
  SaslClientStep receive(byte[] challenge) {
    return switch (phase) {
      case SERVER_FIRST ->
          ScramMessages.parseServerFirst(challenge)
              .map(message -> receiveFirst(message, challenge))
              .orElseGet(() -> cancel(SaslClientFault.MALFORMED_CHALLENGE));
      case SERVER_FINAL ->
          ScramMessages.parseServerFinal(challenge)
              .map(this::receiveFinal)
              .orElseGet(() -> cancel(SaslClientFault.SERVER_NOT_AUTHENTICATED));
      case VERIFIED -> cancel(SaslClientFault.UNEXPECTED_CHALLENGE);
    };
  }

  private SaslClientStep receiveFirst(ScramMessages.ServerFirst message, byte[] challenge) {
    String nonce = message.nonce();
    if (!nonce.startsWith(ownNonce) || nonce.length() == ownNonce.length()) {
      return cancel(SaslClientFault.NONCE_MISMATCH);
    }
    if (message.iterations() < options.minIterations()
        || message.iterations() > options.maxIterations()) {
      return cancel(SaslClientFault.ITERATION_COUNT);
    }
    String withoutProof =
        "c="
            + ScramMessages.base64(ScramMessages.channelBinding(header, bindingData))
            + ",r="
            + nonce;
    String serverFirst = new String(challenge, StandardCharsets.UTF_8);
    byte[] authMessage =
        (bare + "," + serverFirst + "," + withoutProof).getBytes(StandardCharsets.UTF_8);
    byte[] proof =
        prove(message.salt().octets(), Math.toIntExact(message.iterations()), authMessage);
    phase = Phase.SERVER_FINAL;
    String response = withoutProof + ",p=" + ScramMessages.base64(proof);
    return new SaslClientStep.Response(Secret.of(response));
  }

  /** Computes the proof, and remembers the signature that only the right server can send. */
  private byte[] prove(byte[] salt, int iterations, byte[] authMessage) {
    byte[] octets = password.reveal();
    byte[] salted = formulas.saltedPassword(octets, salt, iterations);
    byte[] clientKey = formulas.clientKey(salted);
    byte[] serverKey = formulas.serverKey(salted);
    try {
      byte[] storedKey = formulas.storedKey(clientKey);
      expectedSignature = formulas.signature(serverKey, authMessage);
      return ScramFormulas.xor(clientKey, formulas.signature(storedKey, authMessage));
    } finally {
      password.close();
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(salted, (byte) 0);
      Arrays.fill(clientKey, (byte) 0);
      Arrays.fill(serverKey, (byte) 0);
    }
  }

  private SaslClientStep receiveFinal(ScramMessages.ServerFinal message) {
    if (message.signature().isEmpty()) {
      return cancel(SaslClientFault.REFUSED);
    }
    if (!MessageDigest.isEqual(expectedSignature, message.signature().get().octets())) {
      return cancel(SaslClientFault.SERVER_NOT_AUTHENTICATED);
    }
    phase = Phase.VERIFIED;
    return new SaslClientStep.Response(Secret.of(""));
  }

  @Override
  boolean isComplete() {
    return phase == Phase.VERIFIED;
  }

  @Override
  SaslClientFault faultOfPrematureSuccess() {
    return SaslClientFault.SERVER_NOT_AUTHENTICATED;
  }

  @Override
  void wipe() {
    password.close();
    Arrays.fill(expectedSignature, (byte) 0);
  }
}
