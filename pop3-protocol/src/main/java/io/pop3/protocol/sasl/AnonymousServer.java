package io.pop3.protocol.sasl;

/** ANONYMOUS: RFC 4505. The one message is a {@link Trace}. */
final class AnonymousServer<I> extends SaslServerExchange<I> {

  AnonymousServer() {
    super(SaslMechanism.ANONYMOUS);
  }

  @Override
  SaslServerStep<I> receive(byte[] message) {
    return Trace.parse(message)
        .<SaslServerStep<I>>map(trace -> new SaslServerRequest.AdmitAnonymous<>(this, trace))
        .orElseGet(() -> fail(SaslFailure.MALFORMED));
  }
}
