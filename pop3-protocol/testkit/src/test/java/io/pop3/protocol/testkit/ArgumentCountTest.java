package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.server.ServerOptions;
import io.pop3.protocol.session.SessionState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-A of the grammar: how many arguments, and whose spaces are whose. */
class ArgumentCountTest {

  @ParameterizedTest(name = "E-A-01: {0}")
  @ValueSource(strings = {"STAT 1", "NOOP x", "RSET x", "QUIT now", "CAPA x", "STLS x", "UTF8 x"})
  @Requirement({
    "1939-STAT-5",
    "1939-NOOP-2",
    "1939-RSET-2",
    "1939-QUIT-2",
    "2449-CAPA-2",
    "2595-STLS-3",
    "6856-UTF8-2"
  })
  void commandsWithoutArgumentRefuseOne(String line) {
    Sessions.assertRefused(line);
    Sessions.assertRefused(false, Sessions.withStls(), line);
  }

  @ParameterizedTest(name = "E-A-02: {0}")
  @ValueSource(strings = {"RETR", "DELE", "TOP", "TOP 1", "USER", "PASS", "APOP", "APOP x"})
  @Requirement({"1939-RETR-2", "1939-DELE-3", "1939-TOP-1", "1939-USER-1", "1939-APOP-5"})
  void missingArgumentsAreRefused(String line) {
    Sessions.assertRefused(line);
    Sessions.assertRefused(false, ServerOptions.defaults(), line);
  }

  @ParameterizedTest(name = "E-A-03: {0}")
  @ValueSource(
      strings = {
        "LIST 1 2",
        "UIDL 1 2",
        "RETR 1 2",
        "DELE 1 2",
        "TOP 1 2 3",
        "USER a b",
        "APOP a b c"
      })
  void tooManyArgumentsAreRefusedWithoutEffect(String line) {
    Sessions.assertRefused(line);
    Sessions.assertRefused(false, ServerOptions.defaults(), line);
    HostSession session = Sessions.loggedIn();
    String before = Sessions.say(session, "STAT\\r\\n");

    assertThat(Sessions.say(session, line + "\\r\\nSTAT\\r\\n"))
        .startsWith("-ERR")
        .endsWith(before);
  }

  @ParameterizedTest(name = "E-A-04 and E-A-05: {0}")
  @ValueSource(strings = {"a b", " a", "a ", "  ", "a  b c "})
  @Requirement("1939-PASS-2")
  void everySpaceBehindTheFirstBelongsToThePassword(String password) {
    SampleMailbox mailbox = new SampleMailbox("user", password, List.of());
    for (Compliance compliance :
        List.of(Compliance.STRICT, Compliance.DEFAULT, Compliance.LENIENT)) {
      HostSession session = Sessions.open(mailbox, Sessions.options(compliance, deviation -> {}));
      Sessions.say(session, "USER user\\r\\nPASS " + password + "\\r\\n");

      assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
    }
  }

  @ParameterizedTest(name = "E-A-05 and E-A-06: {0}")
  @ValueSource(strings = {"pencil ", " pencil"})
  void spacesAreNotTakenOffThePassword(String password) {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "USER user\\r\\nPASS " + password + "\\r\\n"))
        .endsWith("-ERR [AUTH] wrong credentials\r\n");
  }

  @Test // E-A-07
  void emptyPasswordIsRefused() {
    HostSession session = Sessions.open();

    assertThat(Sessions.say(session, "USER user\\r\\nPASS \\r\\n"))
        .contains("\r\n-ERR wrong number");
    assertThat(session.state()).isEqualTo(SessionState.AUTHORIZATION);
  }

  @ParameterizedTest(name = "E-A-08: {0}")
  @ValueSource(strings = {"AUTH", "AUTH ", "auth"})
  void bareAuthAsksForTheMechanismsInEveryMode(String line) {
    for (Compliance compliance :
        List.of(Compliance.STRICT, Compliance.DEFAULT, Compliance.LENIENT)) {
      HostSession session = Sessions.open(Sessions.options(compliance, deviation -> {}));

      assertThat(Sessions.say(session, line + "\\r\\n"))
          .isEqualTo("+OK listing follows\r\nPLAIN\r\n.\r\n");
      assertThat(session.state()).isEqualTo(SessionState.AUTHORIZATION);
    }
  }

  @Test // E-A-09
  @Requirement("5034-AUTH-1")
  void authWithThreeArgumentsIsRefused() {
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH PLAIN a b");
  }

  @ParameterizedTest(name = "E-A-10: {0}")
  @ValueSource(
      strings = {"USER J\\xC3\\xB6rg", "APOP J\\xC3\\xB6rg 00000000000000000000000000000000"})
  void utf8NamesAreRefusedUnlessAnnounced(String line) {
    Sessions.assertRefused(false, ServerOptions.defaults(), line);
  }

  @Test
  @Requirement("6856-USER-1")
  void utf8CredentialsLogInWhereAnnounced() {
    SampleMailbox mailbox = new SampleMailbox("J\u00F6rg", "\u20AC \uD83D\uDD11", List.of());
    HostSession session = Sessions.open(mailbox, Sessions.utf8Users());
    session.receive(OctetString.ofUtf8("USER J\u00F6rg\r\nPASS \u20AC \uD83D\uDD11\r\n"));

    assertThat(session.state()).isEqualTo(SessionState.TRANSACTION);
  }

  @ParameterizedTest(name = "E-A-11: {0}")
  @ValueSource(
      strings = {
        "USER \\xC0\\x80",
        "USER \\xED\\xA0\\x80",
        "USER \\xF5\\x80\\x80\\x80",
        "USER a\\xC3",
        "PASS \\xFF",
        "APOP \\xC3 00000000000000000000000000000000",
        "USER \\xC2\\x85"
      })
  @Requirement("6856-USER-7")
  void malformedUtf8IsRefusedEvenWhereAnnounced(String line) {
    Sessions.assertRefused(false, Sessions.utf8Users(), line);
  }
}
