package io.pop3.protocol.sasl;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * SCRAM, with and without channel binding: RFC 5802 sections 5 and 6, RFC 7677.
 *
 * <p>A name that nobody has is played to the proof with invented keys (decision A-44). A failure is
 * told by the reply alone, never by {@code e=}; the server's signature is a challenge that the
 * client answers with an empty line (decision A-43).
 */
final class ScramServer<I> extends SaslServerExchange<I> {

  private static final int NONCE_OCTETS = 18;

  private enum Phase {
    CLIENT_FIRST,
    CLIENT_FINAL,
    ACKNOWLEDGEMENT
  }

  private final ScramFormulas formulas;
  private final ScramHash hash;
  private final SaslServerOptions options;
  private final SaslConnection connection;
  private final String ownNonce;

  private Phase phase = Phase.CLIENT_FIRST;
  private Optional<Login<I>> login = Optional.empty();
  private Optional<I> proven = Optional.empty();

  /** What is known once the keys are there; without an identity if the keys are invented. */
  private record Login<I>(
      ScramMessages.ClientFirst first,
      UserName name,
      Optional<UserName> acting,
      Optional<I> identity,
      ScramKeys keys,
      String serverFirst) {

    String nonce(String ownNonce) {
      return first.nonce() + ownNonce;
    }
  }

  ScramServer(SaslMechanism mechanism, SaslServerOptions options, SaslConnection connection) {
    this(mechanism, options, connection, freshNonce(options.random()));
  }

  /** With a nonce that the known answers of the RFCs can decide. */
  ScramServer(
      SaslMechanism mechanism,
      SaslServerOptions options,
      SaslConnection connection,
      String ownNonce) {
    super(mechanism);
    this.hash = mechanism.scramHash().orElseThrow();
    this.formulas = new ScramFormulas(hash);
    this.options = options;
    this.connection = connection;
    this.ownNonce = ownNonce;
  }

  /** 144 random bits in base64, which has no comma (5802-NONCE-1). */
  static String freshNonce(SecureRandom random) {
    byte[] octets = new byte[NONCE_OCTETS];
    random.nextBytes(octets);
    return ScramMessages.base64(octets);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    return switch (phase) {
      case CLIENT_FIRST ->
          ScramMessages.parseClientFirst(message)
              .map(this::receiveFirst)
              .orElseGet(() -> fail(SaslFailure.MALFORMED));
      case CLIENT_FINAL ->
          ScramMessages.parseClientFinal(message)
              .map(this::receiveFinal)
              .orElseGet(() -> fail(SaslFailure.MALFORMED));
      case ACKNOWLEDGEMENT ->
          message.length == 0
              ? new SaslServerStep.Success<>(proven.orElseThrow())
              : fail(SaslFailure.UNEXPECTED_RESPONSE);
    };
  }

  private SaslServerStep<I> receiveFirst(ScramMessages.ClientFirst first) {
    if (!fitsConnection(first.header())) {
      return fail(SaslFailure.CHANNEL_BINDING);
    }
    Optional<UserName> name = PreparedText.name(first.name());
    Optional<UserName> acting = first.header().authorization().flatMap(PreparedText::name);
    if (name.isEmpty() || (acting.isEmpty() && first.header().authorization().isPresent())) {
      return fail(SaslFailure.UNPREPARABLE);
    }
    // Invented for every name, so that the time does not tell which needed it.
    ScramKeys invented = options.decoy().keys(name.get(), hash);
    return new SaslServerRequest.FindScramKeys<>(
        this,
        name.get(),
        hash,
        (identity, keys) -> sendFirst(first, name.get(), acting, Optional.of(identity), keys),
        () -> sendFirst(first, name.get(), acting, Optional.empty(), invented));
  }

  /** 5802-CB-3, -CB-4, -CB-5, -CB-7. */
  private boolean fitsConnection(Gs2Header header) {
    return switch (header.flag()) {
      case BOUND -> mechanism().bindsChannel() && bindingData(header).isPresent();
      case NOT_OFFERED ->
          !mechanism().bindsChannel()
              && !options.channelBindingRequired()
              && !connection.advertised().contains(mechanism().boundForm().orElseThrow());
      case UNABLE -> !mechanism().bindsChannel() && !options.channelBindingRequired();
    };
  }

  private Optional<byte[]> bindingData(Gs2Header header) {
    return header
        .bindingName()
        .flatMap(ChannelBindingType::find)
        .flatMap(connection.bindings()::data);
  }

  private SaslServerStep<I> sendFirst(
      ScramMessages.ClientFirst first,
      UserName name,
      Optional<UserName> acting,
      Optional<I> identity,
      ScramKeys keys) {
    String salt = ScramMessages.base64(keys.salt());
    String message = "r=" + first.nonce() + ownNonce + ",s=" + salt + ",i=" + keys.iterations();
    login = Optional.of(new Login<>(first, name, acting, identity, keys, message));
    phase = Phase.CLIENT_FINAL;
    return new SaslServerStep.Challenge<>(message.getBytes(StandardCharsets.US_ASCII));
  }

  private SaslServerStep<I> receiveFinal(ScramMessages.ClientFinal last) {
    Login<I> known = login.orElseThrow();
    String text = known.first().bare() + "," + known.serverFirst() + "," + last.withoutProof();
    byte[] authMessage = text.getBytes(StandardCharsets.UTF_8);
    // All three are computed whatever the first ones say, so that the time does not tell.
    boolean rightProof = hasRightProof(known.keys(), last, authMessage);
    boolean rightBinding = hasRightBinding(known, last);
    boolean rightNonce = hasRightNonce(known, last);
    if (!rightProof || !rightBinding || !rightNonce || known.identity().isEmpty()) {
      return fail(SaslFailure.WRONG_CREDENTIAL);
    }
    byte[] signature = formulas.signature(known.keys().serverKey(), authMessage);
    return authorize(
        known.identity().get(),
        known.name(),
        known.acting(),
        identity -> sendSignature(identity, signature));
  }

  /** 5802-C2-3. */
  private boolean hasRightProof(
      ScramKeys keys, ScramMessages.ClientFinal last, byte[] authMessage) {
    byte[] proof = last.proof().octets();
    byte[] signature = formulas.signature(keys.storedKey(), authMessage);
    if (proof.length != signature.length) {
      return false;
    }
    byte[] clientKey = ScramFormulas.xor(proof, signature);
    return MessageDigest.isEqual(formulas.storedKey(clientKey), keys.storedKey());
  }

  /** 5802-C2-2. */
  private boolean hasRightBinding(Login<I> known, ScramMessages.ClientFinal last) {
    Gs2Header header = known.first().header();
    byte[] data = bindingData(header).orElse(new byte[0]);
    byte[] expected = ScramMessages.channelBinding(header, data);
    return MessageDigest.isEqual(expected, last.binding().octets());
  }

  /** 5802-NONCE-3. */
  private boolean hasRightNonce(Login<I> known, ScramMessages.ClientFinal last) {
    return MessageDigest.isEqual(
        known.nonce(ownNonce).getBytes(StandardCharsets.US_ASCII),
        last.nonce().getBytes(StandardCharsets.US_ASCII));
  }

  private SaslServerStep<I> sendSignature(I identity, byte[] signature) {
    proven = Optional.of(identity);
    phase = Phase.ACKNOWLEDGEMENT;
    String text = "v=" + ScramMessages.base64(signature);
    return new SaslServerStep.Challenge<>(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  void wipe() {
    login = Optional.empty();
    proven = Optional.empty();
  }
}
