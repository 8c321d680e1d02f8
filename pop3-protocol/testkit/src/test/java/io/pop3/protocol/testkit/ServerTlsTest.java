package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Rejection;
import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerEvent.CommandReceived;
import io.pop3.protocol.server.ServerEvent.CommandRejected;
import io.pop3.protocol.server.ServerEvent.Signal;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.LocalProtocolException;
import org.junit.jupiter.api.Test;

/** Vectors E-T of the grammar, the server's side: STLS and what surrounds it. */
class ServerTlsTest {

  private static final StatusLine OK = StatusLine.ok("fine");
  private static final StatusLine ERR = StatusLine.err("no");

  @Test // grammar E-T-01
  @Requirement("2595-STLS-13")
  void octetsInTheSameSegmentAsStlsEndTheSession() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());

    assertThat(conversation.receive("STLS\r\nNOOP\r\n"))
        .isEqualTo(new CommandRejected(Rejection.DATA_AFTER_STLS));
    assertThat(conversation.answer(new CommandRejected(Rejection.DATA_AFTER_STLS).reply()))
        .isEqualTo(Signal.CLOSED);
    assertThat(conversation.sent()).isEqualTo("+OK ready\r\n-ERR data after STLS\r\n");
  }

  @Test // grammar E-T-01
  @Requirement("2595-STLS-13")
  void octetsBetweenStlsAndItsReplyEndTheSession() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    assertThat(conversation.receive("STLS\r\n")).isEqualTo(new CommandReceived(new Command.Stls()));
    conversation.offer("N");

    assertThat(conversation.answer(OK)).isEqualTo(Signal.CLOSED);
    assertThat(conversation.sent()).isEqualTo("+OK ready\r\n-ERR data after STLS\r\n");
  }

  @Test // grammar E-T-02
  @Requirement({"2595-STLS-4", "2595-STLS-7", "2595-STLS-12"})
  void handshakeFollowsTheReplyAndNoGreetingFollowsTheHandshake() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.sent();
    conversation.receive("STLS\r\n");
    assertThat(conversation.connection().isTls()).isFalse();
    assertThat(conversation.answer(OK)).isEqualTo(Signal.OUTPUT_WAITING);
    assertThat(conversation.sent()).endsWith("+OK fine\r\n");
    assertThat(conversation.connection().next()).isEqualTo(Signal.START_TLS);
    assertThat(conversation.connection().wantsInput()).isFalse();
    assertMisuse(() -> conversation.offer("NOOP\r\n"));
    conversation.connection().tlsEstablished();

    assertThat(conversation.connection().hasOutput()).isFalse();
    assertThat(conversation.connection().isTls()).isTrue();
    assertThat(conversation.receive("STAT\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test // grammar E-T-03
  @Requirement({"2595-STLS-3", "2595-STLS-6", "6856-UTF8-11", "6856-UTF8-12"})
  void stlsIsRefusedUnderTlsAfterLoginInUtf8ModeAndWithoutCertificate() {
    ServerOptions underTls =
        new ServerOptions(
            Compliance.DEFAULT, deviation -> {}, true, true, true, false, 65_536, 20, 3);
    CommandRejected refused = new CommandRejected(Rejection.WRONG_STATE);
    assertThat(CoreConversation.open(underTls).receive("STLS\r\n")).isEqualTo(refused);
    assertThat(CoreConversation.open(ServerOptions.defaults()).receive("STLS\r\n"))
        .isEqualTo(refused);
    assertThat(CoreConversation.inTransaction().receive("STLS\r\n")).isEqualTo(refused);
    CoreConversation utf8 = CoreConversation.open(Sessions.withStls());
    utf8.receive("UTF8\r\nSTLS\r\n");
    assertThat(utf8.answer(OK)).isEqualTo(refused);
  }

  @Test // grammar E-T-04
  void nameFromBeforeStlsIsGone() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("USER a\r\n");
    conversation.answer(OK);
    conversation.receive("STLS\r\n");
    conversation.answer(OK);
    conversation.sent();
    conversation.connection().tlsEstablished();

    assertThat(conversation.receive("PASS b\r\n"))
        .isEqualTo(new CommandRejected(Rejection.WRONG_STATE));
  }

  @Test
  void refusedStlsLeavesTheSessionAsItWas() {
    CoreConversation conversation = CoreConversation.open(Sessions.withStls());
    conversation.receive("STLS\r\n");
    conversation.answer(ERR);

    assertThat(conversation.receive("USER a\r\n")).isInstanceOf(CommandReceived.class);
  }

  private static void assertMisuse(org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
