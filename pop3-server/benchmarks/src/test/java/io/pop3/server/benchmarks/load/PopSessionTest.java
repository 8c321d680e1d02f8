package io.pop3.server.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.SizeLaw;
import io.pop3.server.benchmarks.mail.UserMail;
import io.pop3.server.benchmarks.mail.WrongContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PopSessionTest {

  private static final String LOGIN = "+OK ready\r\n+OK\r\n+OK\r\n";

  private final MailSet set = new MailSet("s", 1, 2, SizeLaw.fixed(1_000));
  private final UserMail mail = new UserMail(set, 1);
  private final Tally tally = new Tally();

  @Test
  void aPollIsFinishedWhenQuitIsAnswered() {
    PopSession session = session(Scenario.POLL, 1);
    say(session, LOGIN + stat() + uidl());
    assertThat(session.isFinished()).isFalse();
    say(session, "+OK\r\n");
    assertThat(session.isFinished()).isTrue();
    assertThat(sent(session)).isEqualTo("USER u1@s\r\nPASS secret\r\nSTAT\r\nUIDL\r\nQUIT\r\n");
  }

  @Test
  void asManyCommandsAreInFlightAsThePlanSays() {
    PopSession session = session(Scenario.FETCH, 3);
    say(session, LOGIN);
    sent(session);
    say(session, stat());
    assertThat(sent(session)).isEqualTo("UIDL\r\nLIST\r\nRETR 1\r\n");
    say(session, uidl());
    assertThat(sent(session)).isEqualTo("RETR 2\r\n");
  }

  @Test
  void aFetchCountsMessagesAndOctets() throws IOException {
    PopSession session = session(Scenario.FETCH, 1);
    say(session, LOGIN + stat() + uidl() + list() + retr(1) + retr(2) + "+OK\r\n");
    assertThat(session.isFinished()).isTrue();
    assertThat(tally.messages()).isEqualTo(2);
    assertThat(tally.octets()).isEqualTo(mail.octets());
  }

  @Test
  void aDrainMarksEachMessageBehindItsRetrieval() throws IOException {
    PopSession session = session(Scenario.DRAIN, 1);
    say(session, LOGIN + stat() + uidl() + list() + retr(1) + "+OK\r\n" + retr(2) + "+OK\r\n");
    assertThat(sent(session)).endsWith("RETR 1\r\nDELE 1\r\nRETR 2\r\nDELE 2\r\nQUIT\r\n");
  }

  @Test
  void anIdleSessionSaysNothingUntilItIsToldToQuit() {
    PopSession session = session(Scenario.IDLE, 1);
    say(session, LOGIN + stat());
    assertThat(session.isReady()).isTrue();
    assertThat(sent(session)).endsWith("STAT\r\n");
    session.quit();
    assertThat(sent(session)).isEqualTo("QUIT\r\n");
  }

  @Test
  void aWrongOctetIsAnError() throws IOException {
    PopSession session = session(Scenario.FETCH, 1);
    say(session, LOGIN + stat() + uidl() + list());
    String wrong = retr(1).replace("Subject: number 1", "Subject: number 7");
    assertThatThrownBy(() -> say(session, wrong)).isInstanceOf(WrongContentException.class);
  }

  @Test
  void aWrongTotalIsAnError() {
    PopSession session = session(Scenario.POLL, 1);
    assertThatThrownBy(() -> say(session, LOGIN + "+OK 2 1999\r\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("2 1999 (expected: 2 " + mail.octets() + ")");
  }

  @Test
  void aUniqueIdThatComesTwiceIsAnError() {
    PopSession session = session(Scenario.POLL, 1);
    assertThatThrownBy(() -> say(session, LOGIN + stat() + "+OK\r\n1 same\r\n2 same\r\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void aListingThatLacksAMessageIsAnError() {
    PopSession session = session(Scenario.POLL, 1);
    assertThatThrownBy(() -> say(session, LOGIN + stat() + "+OK\r\n1 a\r\n.\r\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("1 lines (expected: 2)");
  }

  @Test
  void aListedSizeThatIsNotRetrievedIsAnError() throws IOException {
    PopSession session = session(Scenario.FETCH, 1);
    long half = mail.octets() / 2;
    String shifted = "+OK\r\n1 " + (half - 1) + "\r\n2 " + (mail.octets() - half + 1) + "\r\n.\r\n";
    say(session, LOGIN + stat() + uidl() + shifted);
    assertThatThrownBy(() -> say(session, retr(1)))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("as LIST says");
  }

  @Test
  void aRefusalIsAnError() {
    PopSession session = session(Scenario.POLL, 1);
    assertThatThrownBy(() -> say(session, "+OK\r\n+OK\r\n-ERR no such user\r\n"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("PASS");
  }

  private PopSession session(Scenario scenario, int depth) {
    return new PopSession(false, scenario, depth, mail, tally, ByteBuffer.allocate(64));
  }

  private static void say(PopSession session, String octets) {
    session.receive(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String sent(PopSession session) {
    ByteBuffer out = ByteBuffer.allocate(1_024);
    assertThat(session.drainTo(out)).isTrue();
    return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
  }

  private String stat() {
    return "+OK 2 " + mail.octets() + "\r\n";
  }

  private static String uidl() {
    return "+OK\r\n1 a\r\n2 b\r\n.\r\n";
  }

  private String list() {
    return "+OK\r\n1 "
        + set.message(1, 1).wireOctets()
        + "\r\n2 "
        + set.message(1, 2).wireOctets()
        + "\r\n.\r\n";
  }

  private String retr(int number) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    set.message(1, number).writeTo(stored);
    ByteBuffer wire = ByteBuffer.allocate(4_096);
    CoderResult result =
        new WireEncoder().encode(ByteBuffer.wrap(stored.toByteArray()), wire, true);
    assertThat(result).isEqualTo(CoderResult.DONE);
    return "+OK\r\n" + new String(wire.array(), 0, wire.position(), StandardCharsets.ISO_8859_1);
  }
}
