package io.pop3.client;

import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.ChallengeReceived;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.sasl.SaslClientExchange;
import io.pop3.protocol.sasl.SaslClientFault;
import io.pop3.protocol.sasl.SaslClientStep;
import io.pop3.protocol.wire.StrictBase64;
import java.util.Arrays;
import java.util.Optional;

/** One AUTH command, from its initial response to its reply (RFC 5034 section 4). */
final class SaslDialogue {

  private static final byte[] EMPTY_RESPONSE = {'='};

  private final Wire wire;
  private final SaslClientExchange exchange;
  private Optional<SaslClientFault> cancelled = Optional.empty();

  SaslDialogue(Wire wire, SaslClientExchange exchange) {
    this.wire = wire;
    this.exchange = exchange;
  }

  /**
   * Runs the exchange.
   *
   * @return the reply; a positive one means a login that the mechanism itself confirms
   * @throws ServerProtocolException if the server did not play by the mechanism, or could not prove
   *     that it knows the password; the connection is dropped then, whatever the server said
   */
  StatusLine run() throws Pop3Exception {
    begin();
    ClientEvent event = wire.next();
    while (event instanceof ChallengeReceived challenged) {
      answer(challenged.challenge());
      event = wire.next();
    }
    if (!(event instanceof ReplyReceived reply)) {
      throw new AssertionError("the core gives a challenge or a reply");
    }
    Optional<SaslClientFault> fault = reply.status().isPositive() ? exchange.conclude() : cancelled;
    if (fault.isPresent()) {
      throw wire.fail(
          new ServerProtocolException(
              exchange.mechanism().mechanismName() + ": " + fault.get().description()));
    }
    return reply.status();
  }

  private void begin() throws Pop3Exception {
    Optional<Secret> initial = exchange.initialResponse();
    try {
      Optional<Secret> argument = initial.map(SaslDialogue::encode);
      wire.send(new Command.Auth(exchange.mechanism().mechanismName(), argument));
      wire.flush();
      argument.ifPresent(Secret::close);
    } finally {
      initial.ifPresent(Secret::close);
    }
  }

  /** An empty initial response is {@code =} (ledger 5034-IR-2). */
  private static Secret encode(Secret response) {
    byte[] octets = response.reveal();
    byte[] base64 = octets.length == 0 ? EMPTY_RESPONSE.clone() : StrictBase64.encode(octets);
    try {
      return Secret.of(base64);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(base64, (byte) 0);
    }
  }

  private void answer(Optional<Secret> challenge) {
    if (challenge.isEmpty()) {
      cancel(SaslClientFault.MALFORMED_CHALLENGE);
      return;
    }
    SaslClientStep step = exchange.respond(challenge.get());
    challenge.get().close();
    if (step instanceof SaslClientStep.Response response) {
      wire.core().respond(response.response());
      response.response().close();
    } else if (step instanceof SaslClientStep.Cancel cancel) {
      cancel(cancel.fault());
    }
  }

  private void cancel(SaslClientFault fault) {
    // That the server refused is no fault of it: its reply says why.
    cancelled =
        fault == SaslClientFault.REFUSED
            ? Optional.empty()
            : cancelled.or(() -> Optional.of(fault));
    wire.core().cancel();
  }
}
