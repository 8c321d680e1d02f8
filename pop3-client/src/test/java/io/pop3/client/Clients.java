package io.pop3.client;

import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.ModelServer;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Shorthands for tests that connect to a server on the loopback address. */
final class Clients {

  static final UserName HARISH = new UserName("harish");
  static final Secret VEGETABLES = Secret.of("vegetables");

  /** The steps of a script that log in without capabilities. */
  static final String LOGIN =
      """
      S: +OK ready
      C: CAPA
      S: -ERR what?
      C: USER harish
      S: +OK
      C: PASS vegetables
      S: +OK
      """;

  /** The same, with pipelining. */
  static final String PIPELINING_LOGIN =
      LOGIN.replace("S: -ERR what?", "S: +OK\nS: PIPELINING\nS: .");

  private Clients() {}

  static ClientOptions.Builder cleartext(int port) {
    return ClientOptions.builder("127.0.0.1").port(port).security(ConnectionSecurity.CLEARTEXT);
  }

  static Authorization connect(FakeServer server) throws Pop3Exception {
    return Pop3Client.connect(cleartext(server.port()).build());
  }

  static Transaction logIn(FakeServer server) throws Pop3Exception {
    return Pop3Client.logIn(cleartext(server.port()).build(), HARISH, VEGETABLES);
  }

  static Transaction logIn(ModelServer server) throws Pop3Exception {
    return Pop3Client.logIn(cleartext(server.port()).build(), HARISH, VEGETABLES);
  }

  static MessageNumber number(int number) {
    return new MessageNumber(number);
  }

  static String text(MessageStream stream) throws IOException {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
