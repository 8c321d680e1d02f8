package io.pop3.client;

import static io.pop3.client.Clients.LOGIN;
import static io.pop3.client.Clients.logIn;
import static io.pop3.client.Clients.number;
import static io.pop3.client.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pop3.client.fake.FakeServer;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTest {

  private static final String GOODBYE = "C: QUIT\nS: +OK\nEOF";

  // E-R-07, 1939-STAT-4
  @ParameterizedTest
  @ValueSource(strings = {"+OK 2 320", "+OK 2 320 extra words", "+OK 2 320 (8:30)"})
  void statIgnoresWhatFollowsTheSize(String reply) throws IOException {
    FakeServer server =
        FakeServer.playingOctetByOctet(LOGIN + "C: STAT\nS: " + reply + "\n" + GOODBYE);
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.stat().format()).isEqualTo("2 320");
    }
    server.finish();
  }

  // E-R-07, E-R-08
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+OK",
        "+OK 2",
        "+OK -1 5",
        "+OK x y",
        "+OK  2 320",
        "+OK 9223372036854775808 1",
        "+OK 1 9223372036854775808"
      })
  void malformedStatIsAProtocolError(String reply) throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: STAT\nS: " + reply + "\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(ServerProtocolException.class).isThrownBy(mailbox::stat);
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(mailbox::stat);
    }
    server.finish();
  }

  // E-R-09, 1939-LIST-4
  @Test
  void listIgnoresWhatFollowsTheSize() throws IOException {
    FakeServer server =
        FakeServer.playingOctetByOctet(
            LOGIN
                + """
                C: LIST
                S: +OK
                S: 1 120
                S: 02 200 seen from x
                S- 7 9223372036854775807\\n
                S: .
                """
                + GOODBYE);
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.list())
          .extracting(ScanLine::format)
          .containsExactly("1 120", "2 200", "7 9223372036854775807");
    }
    server.finish();
  }

  // E-R-09
  @ParameterizedTest
  @ValueSource(
      strings = {
        "S: 1",
        "S: x 1",
        "S: 0 1",
        "S: 2147483648 1",
        "S: 1 1\nS: 1 2",
        "S: 1 -1",
        "S- \\r\\n"
      })
  void malformedListIsAProtocolError(String lines) throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: LIST\nS: +OK\n" + lines + "\nS: .\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(ServerProtocolException.class).isThrownBy(mailbox::list);
    }
    server.finish();
  }

  // E-R-10, A-23
  @Test
  void uniqueIdsAreTakenAsTheyCome() throws IOException {
    String longest = "u".repeat(500);
    FakeServer server =
        FakeServer.playing(
            LOGIN
                + "C: UIDL\nS: +OK\nS: 1 whqtswO00WBw418f9t5JxYwZ\nS: 2 "
                + longest
                + "\nS: 3 with inner space \nS: 4 ctrl\\x01\\xE9\nS: 5 same\nS: 6 same\nS: .\n"
                + GOODBYE);
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.uidl().orElseThrow())
          .extracting(UidLine::uniqueId)
          .containsExactly(
              "whqtswO00WBw418f9t5JxYwZ",
              longest,
              "with inner space",
              "ctrl\u0001\u00e9",
              "same",
              "same");
    }
    server.finish();
  }

  @ParameterizedTest
  @ValueSource(strings = {"S: 1 ", "S: 1", "S: a b", "S: 1 a\nS: 1 b"})
  void malformedUidlIsAProtocolError(String lines) throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: UIDL\nS: +OK\n" + lines + "\nS: .\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(ServerProtocolException.class).isThrownBy(mailbox::uidl);
    }
    server.finish();
  }

  // 1939-CMD-11, 22.7: refused means not available now, unless the server names its trouble.
  @Test
  void uidlMayBeMissingButNotInTrouble() throws IOException {
    FakeServer server =
        FakeServer.playing(
            LOGIN + "C: UIDL\nS: -ERR what?\nC: UIDL\nS: -ERR [SYS/TEMP] later\n" + GOODBYE);
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.uidl()).isEmpty();
      assertThat(catchThrowableOfType(RefusedException.class, mailbox::uidl).remedy())
          .isEqualTo(Remedy.TRY_LATER);
    }
    server.finish();
  }

  @Test
  void oneMessageCanBeAskedAbout() throws IOException {
    FakeServer server =
        FakeServer.playing(
            LOGIN
                + """
                C: LIST 2
                S: +OK 2 200
                C: UIDL 2
                S: +OK 2 QhdPYR:00WBw1Ph7x7
                C: LIST 9
                S: -ERR no such message
                C: NOOP
                S: +OK
                C: LIST 2
                S: +OK 1 200
                EOF
                """);
    try (Transaction mailbox = logIn(server)) {
      assertThat(mailbox.list(number(2)).octets().value()).isEqualTo(200);
      assertThat(mailbox.uidl(number(2)).uniqueId()).isEqualTo("QhdPYR:00WBw1Ph7x7");
      assertThat(
              catchThrowableOfType(RefusedException.class, () -> mailbox.list(number(9))).remedy())
          .isEqualTo(Remedy.NONE);
      mailbox.noop();
      assertThatExceptionOfType(ServerProtocolException.class)
          .isThrownBy(() -> mailbox.list(number(2)));
    }
    server.finish();
  }

  // E-R-12, E-R-16, A-21: only CRLF.CRLF ends a message, whatever its packets are.
  @Test
  void messageEndsAtItsTerminatorAlone() throws IOException {
    String script =
        LOGIN
            + """
            C: RETR 1
            S: +OK 5 octets
            S- a\\n.\\nb\\r\\n
            S: ..stuffed
            S: ...
            S- .\\r\\r\\n
            S- \\x00\\xFF\\n.
            S- \\r\\n.
            S- \\r
            S- \\n
            """
            + "C: STAT\nS: +OK 0 0\nEOF";
    for (FakeServer server :
        List.of(FakeServer.playing(script), FakeServer.playingOctetByOctet(script))) {
      try (Transaction mailbox = logIn(server)) {
        assertThat(text(mailbox.retrieve(number(1))))
            .isEqualTo("a\n.\nb\r\n.stuffed\r\n..\r\n\r\r\n\0\u00ff\n.\r\n");
        mailbox.stat();
      }
      server.finish();
    }
  }

  // E-R-13, A-18
  @ParameterizedTest
  @ValueSource(strings = {"CLOSE", "RESET", "S: half a line without end\nCLOSE", "S- .\nCLOSE"})
  void messageCutOffIsAFailureAndNoEnd(String end) throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: RETR 1\nS: +OK\nS: line\n" + end);
    try (Transaction mailbox = logIn(server);
        MessageStream message = mailbox.retrieve(number(1))) {
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(() -> message.transferTo(OutputStream.nullOutputStream()))
          .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.TRY_LATER));
      assertThat(message.isComplete()).isFalse();
    }
    server.finish();
  }

  // E-R-15
  @Test
  void refusedRetrHasNoBody() throws IOException {
    FakeServer server =
        FakeServer.playing(
            LOGIN
                + "C: RETR 1\nS: -ERR [UTF8] needs UTF8\nC: TOP 1 0\nS: -ERR what?\n"
                + GOODBYE.replace("C: QUIT\nS: +OK\n", ""));
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> mailbox.retrieve(number(1)));
      assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> mailbox.top(number(1), 0));
    }
    server.finish();
  }

  // E-R-14, E-M-23: a line of 40 MB passes through a few buffers.
  @Test
  void messageWithoutLineEndsIsStreamed() throws IOException {
    byte[] wire = new byte[40 << 20];
    wire[wire.length - 2] = '\r';
    wire[wire.length - 1] = '\n';
    try (ModelServer server = new ModelServer(new Message("big", wire));
        Transaction mailbox = logIn(server);
        MessageStream message = mailbox.retrieve(number(1))) {
      assertThat(message.transferTo(OutputStream.nullOutputStream())).isEqualTo(wire.length);
      assertThat(message.octets()).isEqualTo(wire.length);
      assertThat(message.isComplete()).isTrue();
    }
  }

  @Test
  void openMessageKeepsTheSessionBusy() throws IOException {
    try (ModelServer server = new ModelServer(Message.named("a"), Message.named("b"));
        Transaction mailbox = logIn(server)) {
      MessageStream message = mailbox.retrieve(number(1));
      assertThat(message.read()).isEqualTo('F');
      assertThatIllegalStateException().isThrownBy(mailbox::stat);
      assertThatIllegalStateException().isThrownBy(mailbox::commit);
      message.close();
      assertThat(mailbox.stat().messages()).isEqualTo(2);
      assertThat(text(mailbox.top(number(2), 1)))
          .isEqualTo("From: a@example.com\r\nSubject: b\r\n\r\n.dot\r\n");
    }
  }

  @Test
  void longMessageClosedEarlyEndsTheSession() throws IOException {
    try (ModelServer server = new ModelServer(new Message("big", new byte[20 << 20]));
        Transaction mailbox = logIn(server)) {
      mailbox.retrieve(number(1)).close();
      assertThatExceptionOfType(ConnectionException.class)
          .isThrownBy(mailbox::stat)
          .withMessageContaining("too long to be read for nothing");
    }
  }

  // 1939-UPD-1
  @Test
  void commitLetsTheServerDelete() throws IOException {
    try (ModelServer server = new ModelServer(Message.named("a"), Message.named("b"));
        Transaction mailbox = logIn(server)) {
      mailbox.delete(number(1));
      assertThat(mailbox.commit()).isEqualTo(new CommitOutcome.Committed());
      assertThat(server.maildrop()).extracting(Message::uniqueId).containsExactly("b");
      assertThatIllegalStateException().isThrownBy(mailbox::stat);
    }
  }

  @Test
  void closeWithoutCommitSaysNoQuitAfterDele() throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: DELE 1\nS: +OK\nEOF");
    try (Transaction mailbox = logIn(server)) {
      mailbox.delete(number(1));
    }
    server.finish();
  }

  @Test
  void closeWithoutCommitSaysNoQuitAfterRefusedDele() throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: DELE 1\nS: -ERR\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> mailbox.delete(number(1)));
    }
    server.finish();
  }

  /** QUIT after RETR deletes where the policy is EXPIRE 0 (2449-EXP-3). */
  @Test
  void closeWithoutCommitSaysNoQuitAfterRetr() throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: RETR 1\nS: +OK\nS: x\nS: .\nEOF");
    try (Transaction mailbox = logIn(server)) {
      assertThat(text(mailbox.retrieve(number(1)))).isEqualTo("x\r\n");
    }
    server.finish();
  }

  @Test
  void closeAfterResetSaysQuit() throws IOException {
    FakeServer server =
        FakeServer.playing(LOGIN + "C: DELE 1\nS: +OK\nC: RSET\nS: +OK\n" + GOODBYE);
    try (Transaction mailbox = logIn(server)) {
      mailbox.delete(number(1));
      mailbox.reset();
    }
    server.finish();
  }

  // 1939-UPD-7
  @ParameterizedTest
  @ValueSource(strings = {"CLOSE", "RESET", "S: +O\nCLOSE", "S- +OK\nCLOSE"})
  void lostReplyToQuitLeavesTheOutcomeUnknown(String end) throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\n" + end);
    try (Transaction mailbox = logIn(server)) {
      mailbox.delete(number(1));
      assertThat(mailbox.commit().kind()).isEqualTo(CommitOutcome.Kind.UNKNOWN);
    }
    server.finish();
  }

  // 1939-UPD-3
  @Test
  void refusedQuitIsAnOutcome() throws IOException {
    FakeServer server =
        FakeServer.playing(LOGIN + "C: DELE 1\nS: +OK\nC: QUIT\nS: -ERR [SYS/TEMP] disk\nEOF");
    try (Transaction mailbox = logIn(server)) {
      mailbox.delete(number(1));
      assertThat(mailbox.commit())
          .isInstanceOfSatisfying(
              CommitOutcome.Refused.class,
              refused -> assertThat(refused.reply().text()).isEqualTo("disk"));
    }
    server.finish();
  }

  @Test
  void commitOnALostConnectionSaysThatNothingIsDeleted() throws IOException {
    FakeServer server = FakeServer.playing(LOGIN + "C: NOOP\nCLOSE");
    try (Transaction mailbox = logIn(server)) {
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(mailbox::noop);
      assertThatExceptionOfType(ConnectionException.class).isThrownBy(mailbox::commit);
    }
    server.finish();
  }

  // 2449-CAPA-12, 2449-EXP-5: asked again only for what depends on the user.
  @Test
  void capabilitiesAreAskedOnceUnlessTheyDependOnTheUser() throws IOException {
    FakeServer once =
        FakeServer.playing(LOGIN.replace("S: -ERR what?", "S: +OK\nS: EXPIRE 5\nS: .") + GOODBYE);
    try (Transaction mailbox = logIn(once)) {
      assertThat(mailbox.capabilities().has("EXPIRE", "5")).isTrue();
    }
    once.finish();
    FakeServer twice =
        FakeServer.playing(
            LOGIN.replace("S: -ERR what?", "S: +OK\nS: EXPIRE 5 USER\nS: .")
                + "C: CAPA\nS: +OK\nS: EXPIRE 30\nS: .\n"
                + GOODBYE);
    try (Transaction mailbox = logIn(twice)) {
      assertThat(mailbox.capabilities().has("EXPIRE", "30")).isTrue();
      assertThat(mailbox.capabilities().has("EXPIRE", "30")).isTrue();
    }
    twice.finish();
  }

  @Test
  void endlessListingIsCut() throws IOException {
    String script = "S: +OK\nC: CAPA\nS: +OK\nS* 100000 " + "X".repeat(8000) + "\nEOF";
    try (FakeServer server = FakeServer.playing(script)) {
      assertThatExceptionOfType(ServerProtocolException.class)
          .isThrownBy(() -> logIn(server))
          .withMessageContaining("CAPA: endless listing");
    }
  }
}
