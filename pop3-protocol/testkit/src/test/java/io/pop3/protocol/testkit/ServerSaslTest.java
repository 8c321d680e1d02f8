package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerEvent.CommandReceived;
import io.pop3.protocol.server.ServerEvent.CommandRejected;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.SessionState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-S of the grammar that any mechanism shares, and APOP. */
class ServerSaslTest {

  private static final StatusLine OK = StatusLine.ok("fine");
  private static final StatusLine ERR = StatusLine.err("no");

  // ---- APOP ----

  @Test
  @Requirement({"1939-APOP-5", "1939-APOP-6"})
  void rightDigestLogsInAndWrongOneDoesNot() {
    String digest = ApopDigest.of(HostMailbox.TIMESTAMP, Secret.of("pencil"));
    HostSession session = Sessions.open();
    assertThat(Sessions.say(session, "APOP user " + "0".repeat(32) + "\\r\\n"))
        .isEqualTo("-ERR [AUTH] wrong credentials\r\n");
    assertThat(Sessions.say(session, "STAT\\r\\n")).startsWith("-ERR ");
    assertThat(Sessions.say(session, "APOP user " + digest.toUpperCase(Locale.ROOT) + "\\r\\n"))
        .isEqualTo("+OK done\r\n");
    assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
    assertThat(Sessions.say(session, "APOP user " + digest + "\\r\\n")).startsWith("-ERR ");
  }

  // ---- AUTH ----

  @Test // grammar E-S-01
  @Requirement({"5034-CHAL-1", "5034-CHAL-2"})
  void challengesAreBase64BehindPlusAndSpace() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.sent();
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    conversation.receive("\r\n");
    conversation.connection().challenge("<1@a>".getBytes(StandardCharsets.US_ASCII));

    assertThat(conversation.sent()).endsWith("\r\n+ \r\n+ PDFAYT4=\r\n");
  }

  @Test // grammar E-S-02
  @Requirement("5034-AUTH-2")
  void equalsSignIsTheEmptyInitialResponse() {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "AUTH PLAIN =\\r\\nAUTH PLAIN AHVzZXIAcGVuY2ls\\r\\n"))
        .isEqualTo("-ERR [AUTH] wrong credentials\r\n+OK done\r\n");
  }

  @Test // grammar E-S-06
  @Requirement({"5034-CANC-2", "5034-OUT-2", "4422-ABORT-1"})
  void cancelledExchangeIsRefusedAndForgotten() {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "AUTH PLAIN\\r\\n*\\r\\nUSER user\\r\\nPASS pencil\\r\\n"))
        .isEqualTo("+ \r\n-ERR authentication cancelled\r\n+OK done\r\n+OK done\r\n");
  }

  @Test
  @Requirement("5034-CANC-2")
  void cancelledExchangeCannotBeAnsweredPositively() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    assertThat(conversation.receive("*\r\n")).isEqualTo(Signal.SASL_CANCELLED);

    assertMisuse(() -> conversation.connection().reply(OK));
    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
  }

  @ParameterizedTest(name = "E-S-07 to E-S-11: {0}")
  @ValueSource(
      strings = {
        "**",
        "* ",
        " *",
        "=",
        "=AAA",
        "AAA=BBB=",
        "A",
        "AA",
        "AAA",
        "AA=",
        "AAAA=",
        "AA==AAAA",
        "AAA A",
        "AAAA ",
        "AA\tAA",
        "AA-_",
        "QR==",
        "AAAA\0",
        "\u00FF",
        "QQ=\u0080"
      })
  @Requirement({"5034-B64-1", "5034-B64-3"})
  void whatIsNotBase64EndsTheExchangeOnly(String response) {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);

    assertThat(conversation.receive(response + "\r\n"))
        .isEqualTo(new CommandRejected(Rejection.BAD_BASE64));
    conversation.answer(ERR);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    assertThat(conversation.receive("USER a\r\n")).isInstanceOf(CommandReceived.class);
  }

  @ParameterizedTest(name = "E-S-12: {0}")
  @ValueSource(strings = {"QUIT", "CAPA", "RSET"})
  void withinAnExchangeEveryLineIsAResponse(String line) {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    ServerEvent event = conversation.receive(line + "\r\n");

    assertThat(event).isInstanceOf(ServerEvent.SaslResponse.class);
    assertThat(((ServerEvent.SaslResponse) event).response().length()).isEqualTo(3);
  }

  @Test // grammar E-S-18
  @Requirement("4422-NAME-1")
  void mechanismNamesHaveTwentyCharactersAtMost() {
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH ABCDEFGHIJKLMNOPQRSTU");
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH PL@IN");
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    assertThat(conversation.receive("auth abcdefghij-lmnop_rs9\r\n"))
        .isEqualTo(new CommandReceived(new Command.Auth("ABCDEFGHIJ-LMNOP_RS9", Optional.empty())));
  }

  @Test // grammar E-S-19
  void endOfInputWithinAnExchangeEndsTheSession() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(Signal.CLOSED);
  }

  @Test // grammar E-S-20
  @Requirement({"5034-AUTH-3", "5034-AUTH-4", "4422-ONE-1"})
  void authAfterLoginIsRefusedWithoutChallenge() {
    assertThat(CoreConversation.inTransaction().receive("AUTH PLAIN\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test
  void secondChallengeBeforeTheResponseIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);

    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
  }

  @Test // grammar E-C-03
  void bareLfBehindAResponseIsCounted() {
    List<Deviation> used = new ArrayList<>();
    CoreConversation conversation =
        CoreConversation.open(Sessions.options(Compliance.DEFAULT, used::add));
    conversation.receive("AUTH X\r\n");
    conversation.connection().challenge(new byte[0]);

    assertThat(conversation.receive("QUJD\n")).isInstanceOf(ServerEvent.SaslResponse.class);
    assertThat(used).containsExactly(Deviation.BARE_LF_LINE_END);
  }

  @Test
  void challengeOutsideAnExchangeIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.inTransaction();
    conversation.receive("NOOP\r\n");

    assertMisuse(() -> conversation.connection().challenge(new byte[0]));
  }

  @Test
  void challengeThatCannotBeHeldIsTheHostsMistake() {
    CoreConversation conversation = CoreConversation.open(ServerOptions.defaults());
    conversation.receive("AUTH X\r\n");

    assertMisuse(() -> conversation.connection().challenge(new byte[60_000]));
    assertThat(conversation.answer(ERR)).isEqualTo(Signal.NEED_INPUT);
  }

  private static void assertMisuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
