package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may send to log in: credentials, STLS, AUTH. */
class ClientLoginTest {

  private static final Command NOOP = new Command.Noop();

  // ---- credentials ----

  @ParameterizedTest
  @ValueSource(strings = {"a b", "", "a\r\nDELE 1", "a\0", "a\n", "a\t", "a\u0085", "a\uD800"})
  @Requirement("1939-CMD-13")
  void nameThatWouldNotBeOneArgumentCannotBeSent(String name) {
    assertThatThrownBy(() -> Command.user(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nDELE 1", "a\0", "a\n", "\t", "\u007F"})
  @Requirement("1939-CMD-13")
  void passwordThatWouldNotBeOneLineCannotBeSentNorShown(String password) {
    assertThatThrownBy(() -> Command.pass(password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("DELE");
  }

  @Test
  @Requirement("2449-LEN-5")
  void linesOver255OctetsAreNotSent() {
    assertThatThrownBy(() -> Command.pass("p".repeat(249)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.user("n".repeat(249)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Command.Apop(new UserName("n".repeat(216)), "0".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("2449-LEN-5")
  void authWithTooLongInitialResponseIsNotSent() {
    ClientConversation conversation = ClientConversation.greeted();
    Secret fits = Secret.of("A".repeat(240));
    Secret tooLong = Secret.of("A".repeat(244));

    assertMisuse(() -> conversation.send(new Command.Auth("PLAIN", Optional.of(tooLong))));
    assertThat(conversation.sent()).isEmpty();
    conversation.send(new Command.Auth("PLAIN", Optional.of(fits)));
    assertThat(conversation.sent()).hasSize(253);
  }

  @Test
  @Requirement({"6856-USER-2", "6856-USER-3"})
  void utf8CredentialsNeedTheServersWord() {
    ClientConversation conversation = ClientConversation.greeted();
    Command apop = new Command.Apop(new UserName("J\u00F6rg"), "0".repeat(32));
    assertMisuse(() -> conversation.send(Command.user("J\u00F6rg")));
    assertMisuse(() -> conversation.send(apop));
    conversation.send(Command.user("joerg"));
    assertMisuse(() -> conversation.send(Command.pass("gr\u00FCn")));
    conversation.connection().allowUtf8Credentials();
    conversation.send(Command.user("J\u00F6rg"), Command.pass("gr\u00FCn"));

    assertThat(conversation.sent()).isEqualTo("USER joerg\r\nUSER J\u00F6rg\r\nPASS gr\u00FCn\r\n");
  }

  // ---- STLS ----

  @Test
  @Requirement({"2595-STLS-5", "2595-STLS-4"})
  void nothingIsSentBetweenStlsAndTheHandshake() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Stls());
    assertMisuse(() -> conversation.send(new Command.Capa()));
    assertThat(conversation.hear("+OK go\r\n")).isInstanceOf(ReplyReceived.class);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.TLS_HANDSHAKE);
    assertMisuse(() -> conversation.send(new Command.Capa()));
    assertMisuse(() -> conversation.offer("+OK injected\r\n"));
    conversation.connection().tlsEstablished();

    assertThat(conversation.connection().isTls()).isTrue();
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    conversation.send(new Command.Capa());
  }

  @Test // E-T-07
  @Requirement("2595-STLS-14")
  void octetsBehindTheReplyToStlsAreNeverBelieved() {
    for (String injected : List.of("+OK injected\r\n", "+", "\r\n")) {
      ClientConversation conversation = ClientConversation.greeted();
      conversation.send(new Command.Stls());

      assertBroken(() -> conversation.hear("+OK\r\n" + injected));
    }
  }

  @Test
  void refusedStlsLeavesTheSessionInTheClear() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.ask(new Command.Stls(), "-ERR no certificate\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    assertThat(conversation.connection().isTls()).isFalse();
    assertMisuse(() -> conversation.connection().tlsEstablished());
  }

  @Test
  @Requirement("6856-UTF8-11")
  void stlsIsNotSentInUtf8Mode() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.ask(new Command.Utf8(), "+OK\r\n");

    assertMisuse(() -> conversation.send(new Command.Stls()));
  }

  // ---- AUTH ----

  @Test
  @Requirement({"5034-RESP-1", "5034-OUT-1"})
  void responsesAreBase64LinesAndAnEmptyOneIsAnEmptyLine() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived first =
        (ClientEvent.ChallengeReceived) conversation.hear("+ PDFAYT4=\r\n");
    assertThat(new String(first.challenge().orElseThrow().reveal(), StandardCharsets.US_ASCII))
        .isEqualTo("<1@a>");
    assertMisuse(() -> conversation.connection().next());
    conversation.connection().respond(Secret.of("AB\0"));
    conversation.hear("+ \r\n");
    conversation.connection().respond(Secret.of(""));
    assertThat(conversation.sent()).isEqualTo("AUTH X\r\nQUIA\r\n\r\n");
    conversation.hear("+OK in\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.TRANSACTION);
  }

  @Test // decision A-40
  void challengeWithoutSpaceIsAnEmptyOne() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived challenge =
        (ClientEvent.ChallengeReceived) conversation.hear("+\r\n");

    assertThat(challenge.challenge().orElseThrow().length()).isZero();
  }

  @Test // decision A-40
  void plusAloneMayComeInOneSegmentWithTheReplyBefore() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Capa(), new Command.Auth("X", Optional.empty()));
    conversation.hear("-ERR no\r\n+\r\n");

    assertThat(conversation.connection().next().kind()).isEqualTo(ClientEvent.Kind.CHALLENGE);
  }

  @Test
  @Requirement({"5034-B64-2", "5034-CANC-1", "4422-ABORT-1"})
  void challengeThatIsNotBase64IsCancelled() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived challenge =
        (ClientEvent.ChallengeReceived) conversation.hear("+ !!!\r\n");
    assertThat(challenge.challenge()).isEmpty();
    conversation.sent();
    conversation.connection().cancel();
    assertThat(conversation.sent()).isEqualTo("*\r\n");
    conversation.hear("-ERR cancelled\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
  }

  @Test
  @Requirement("5034-B64-4")
  void longResponsesFit() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    conversation.hear("+ \r\n");
    conversation.connection().respond(Secret.of("t".repeat(60_000)));

    assertThat(conversation.sent()).hasSize("AUTH X\r\n".length() + 80_000 + 2);
  }

  @Test
  void responseThatCannotBeHeldIsTheHostsMistake() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    conversation.hear("+ \r\n");

    assertMisuse(() -> conversation.connection().respond(Secret.of("t".repeat(200_000))));
    conversation.sent();
    conversation.connection().cancel();
    assertThat(conversation.sent()).isEqualTo("*\r\n");
  }

  @Test
  void responseWithoutChallengeIsTheHostsMistake() {
    ClientConversation conversation = ClientConversation.greeted();

    assertMisuse(() -> conversation.connection().respond(Secret.of("x")));
    assertMisuse(() -> conversation.connection().cancel());
  }

  @Test
  void queueOfCommandsIsBounded() {
    ClientConversation conversation = ClientConversation.inTransaction();
    assertThatThrownBy(
            () -> {
              while (true) {
                conversation.send(NOOP);
              }
            })
        .isInstanceOf(LocalProtocolException.class)
        .hasMessageContaining("queue is full");
    assertThat(conversation.sent().length()).isBetween(100_000, 131_072);
  }

  private static void assertBroken(ThrowingCallable exchange) {
    assertThatThrownBy(exchange).isInstanceOf(RemoteProtocolException.class);
  }

  private static void assertMisuse(ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
