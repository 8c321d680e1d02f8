package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A client's exchange against a server's, with somebody in between who may alter messages. */
final class SaslDialogue {

  private static final int MAX_MESSAGES = 20;

  private final SaslClientExchange client;
  private final SaslServerExchange<String> server;
  private final Accounts accounts;
  private final List<String> messages = new ArrayList<>();
  private int tampered = -1;
  private UnaryOperator<byte[]> tampering = UnaryOperator.identity();

  SaslDialogue(SaslClientExchange client, SaslServerExchange<String> server, Accounts accounts) {
    this.client = client;
    this.server = server;
    this.accounts = accounts;
  }

  /** Alters the message of this index, counted from 0, empty challenges included. */
  SaslDialogue tamper(int index, UnaryOperator<byte[]> change) {
    tampered = index;
    tampering = change;
    return this;
  }

  /**
   * How it ended.
   *
   * @param identity whom the server let in
   * @param failure why the server did not
   * @param fault why the client gave up, or does not trust the server
   */
  record Ending(
      Optional<String> identity, Optional<SaslFailure> failure, Optional<SaslClientFault> fault) {

    boolean isLogin() {
      return identity.isPresent() && fault.isEmpty();
    }
  }

  Ending play() {
    Optional<Secret> initial =
        client
            .initialResponse()
            .map(InitialResponse::encode)
            .map(argument -> InitialResponse.decode(argument).orElseThrow())
            .map(this::carry);
    SaslServerStep<String> step = accounts.settle(server.start(initial));
    while (step instanceof SaslServerStep.Challenge<String> challenge) {
      if (messages.size() > MAX_MESSAGES) {
        throw new AssertionError("endless dialogue: " + messages);
      }
      SaslClientStep answer = client.respond(carry(Secret.of(challenge.octets())));
      if (answer instanceof SaslClientStep.Cancel cancel) {
        server.close();
        return new Ending(Optional.empty(), Optional.empty(), Optional.of(cancel.fault()));
      }
      SaslClientStep.Response response = (SaslClientStep.Response) answer;
      step = accounts.settle(server.respond(carry(response.response())));
    }
    if (step instanceof SaslServerStep.Success<String> success) {
      return new Ending(Optional.of(success.identity()), Optional.empty(), client.conclude());
    }
    SaslServerStep.Failure<String> failure = (SaslServerStep.Failure<String>) step;
    return new Ending(Optional.empty(), Optional.of(failure.reason()), Optional.empty());
  }

  private Secret carry(Secret message) {
    byte[] octets = message.reveal();
    if (messages.size() == tampered) {
      octets = tampering.apply(octets);
    }
    messages.add(new String(octets, StandardCharsets.UTF_8));
    return Secret.of(octets);
  }

  /** What was said, as text, before base64. */
  List<String> messages() {
    return messages;
  }
}
