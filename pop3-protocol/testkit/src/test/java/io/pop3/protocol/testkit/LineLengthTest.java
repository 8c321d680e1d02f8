package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-L of the grammar: lengths, line end included. */
class LineLengthTest {

  @Test // E-L-01
  @Requirement({"2449-LEN-1", "1939-CMD-6"})
  void userLineOf255OctetsIsAccepted() {
    HostSession session = Sessions.open();
    session.receive(OctetString.ofLatin1("USER " + "n".repeat(248) + "\r\n"));

    assertThat(session.state()).isEqualTo(SessionState.USER_GIVEN);
  }

  @Test // E-L-02
  void userLineOf256OctetsIsRefused() {
    HostSession session = Sessions.open();
    session.receive(OctetString.ofLatin1("USER " + "n".repeat(249) + "\r\n"));

    assertThat(session.state()).isEqualTo(SessionState.AUTHORIZATION);
    assertThat(session.takeOutput().toLatin1()).isEqualTo("-ERR command line too long\r\n");
  }

  @Test // E-L-03
  void passwordOf248OctetsLogsIn() {
    String password = " " + "p".repeat(246) + " ";
    SampleMailbox mailbox = new SampleMailbox("user", password, List.of());
    HostSession session = Sessions.open(mailbox, ServerOptions.defaults());
    session.receive(OctetString.ofLatin1("USER user\r\nPASS " + password + "\r\n"));

    assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
  }

  @ParameterizedTest // E-L-04
  @ValueSource(ints = {252, 253, 1000, 10_000})
  void overlongLineIsRefusedOnce(int more) {
    Sessions.assertRefused("NOOP" + "x".repeat(more));
    Sessions.assertRefused("NOOP" + " ".repeat(more));
  }

  @Test // E-L-05
  void lineOf254OctetsWithLfIsNormal() {
    HostSession session = Sessions.open();
    session.receive(OctetString.ofLatin1("USER " + "n".repeat(248) + "\n"));

    assertThat(session.state()).isEqualTo(SessionState.USER_GIVEN);
  }

  @ParameterizedTest // E-L-06
  @ValueSource(ints = {255, 256, 4096, 65_538})
  @Requirement({"2449-LEN-2", "5034-B64-4"})
  void authLineMayBeLong(int octets) {
    HostSession session = Sessions.open();
    String base64 = "AAAA".repeat(octets / 4).substring(0, octets - 13);
    session.receive(OctetString.ofLatin1("AUTH PLAIN " + base64 + "\r\n"));

    assertThat(session.executed()).singleElement().isInstanceOf(Command.Auth.class);
    Command.Auth auth = (Command.Auth) session.executed().get(0);
    assertThat(auth.initialResponse().orElseThrow().length()).isEqualTo(octets - 13);
  }

  @Test // E-L-07
  @Requirement({"5034-B64-4", "4422-BUF-1"})
  void responseOf65536OctetsGoesToTheMechanism() {
    HostSession session = Sessions.open();
    String output = Sessions.say(session, "AUTH PLAIN\\r\\n" + "A".repeat(65_536) + "\\r\\n");

    assertThat(output).isEqualTo("+ \r\n-ERR [AUTH] wrong credentials\r\n");
  }

  @Test // E-L-07
  void longerResponseEndsTheExchangeAndNotTheSession() {
    HostSession session = Sessions.open();
    String output =
        Sessions.say(
            session, "AUTH PLAIN\\r\\n" + "A".repeat(65_535) + "QUIT\\r\\nUSER user\\r\\n");

    assertThat(output).isEqualTo("+ \r\n-ERR command line too long\r\n+OK done\r\n");
    assertThat(session.state()).isEqualTo(SessionState.USER_GIVEN);
  }

  @Test // E-L-08
  void nothingWithinAnOverlongLineIsExecuted() {
    for (int offset = 0; offset <= 600; offset++) {
      for (String command : List.of("QUIT", "DELE 1")) {
        HostSession session = Sessions.loggedIn();
        String line = "x".repeat(offset) + command;
        session.receive(OctetString.ofLatin1(line + " ".repeat(607 - line.length()) + "\r\n"));

        assertThat(session.executed()).as("offset %d", offset).hasSize(2);
        assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
      }
    }
  }

  @Test // E-L-09
  @Requirement({"1939-RSP-2", "2449-LEN-3"})
  void repliesAndGreetingsOverTheLimitCannotBeMade() {
    String longest = "x".repeat(512 - "+OK \r\n".length());

    assertThat(StatusLine.ok(longest).toOctets()).hasSize(512);
    assertThat(Greeting.of(longest).line().toOctets()).hasSize(512);
    assertThatThrownBy(() -> StatusLine.ok(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reply line: 513 octets (expected: <= 512)");
    assertThatThrownBy(() -> StatusLine.err(longest)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Greeting.of(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
