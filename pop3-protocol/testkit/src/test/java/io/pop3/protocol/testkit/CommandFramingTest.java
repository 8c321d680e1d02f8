package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;
import io.pop3.protocol.server.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-C of the grammar: lines and their ends. */
class CommandFramingTest {

  private static final ServerOptions STRICT = Sessions.options(Compliance.STRICT, deviation -> {});
  private static final String DROP = "3 ";

  @Test // E-C-01
  void splitLineIsOneLine() {
    assertThat(Sessions.sayToNew(true, ServerOptions.defaults(), "STAT\\r\\n"))
        .startsWith("+OK " + DROP);
  }

  @Test // E-C-02
  @Requirement({"1939-CMD-12", "1939-ST-4", "2449-PIPE-1"})
  void linesOfOneSegmentAreAnsweredInOrderUntilTheSessionEnds() {
    HostSession session = Sessions.loggedIn();

    assertThat(Sessions.say(session, "STAT\\r\\nNOOP\\r\\nQUIT\\r\\nNOOP\\r\\n"))
        .matches("\\+OK 3 \\d+\r\n\\+OK done\r\n\\+OK bye\r\n");
    assertThat(session.isClosed()).isTrue();
  }

  @Test // E-C-03
  void bareLfEndsALineByDefaultAndIsCounted() {
    List<Deviation> used = new ArrayList<>();
    HostSession session =
        Sessions.loggedIn(Sessions.MAILBOX, Sessions.options(Compliance.DEFAULT, used::add));

    assertThat(Sessions.say(session, "STAT\\n")).startsWith("+OK " + DROP);
    assertThat(used).containsExactly(Deviation.BARE_LF_LINE_END);
  }

  @Test // E-C-03
  void bareLfIsPartOfAnInvalidLineWhenStrict() {
    assertThat(Sessions.sayToNew(true, STRICT, "STAT\\nSTAT\\r\\nNOOP\\r\\n"))
        .matches("-ERR [^\r]+\r\n\\+OK done\r\n");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "E-C-04, ST\\rAT",
    "E-C-05, STAT\\r",
    "E-C-13, LIST\\t1",
    "E-C-14, ST\\0AT",
    "E-C-14, NOOP\\0",
    "E-C-15, LIST 1\\x7F",
    "E-C-15, LIST \\xC3\\xA9",
    "E-C-15, \\xD3TAT",
    "E-C-17, l\\xC4\\xB1st",
    "E-C-17, L\\xC4\\xB0ST",
    "E-C-18, AB",
    "E-C-18, ABCDE",
    "E-C-18, +OK",
    "E-C-18, ."
  })
  @Requirement({"1939-CMD-3", "1939-CMD-5", "1939-CMD-7"})
  void illegalLinesAreRefusedInEveryMode(String id, String line) {
    Sessions.assertRefused(line);
    Sessions.assertRefused(true, STRICT, line);
    Sessions.assertRefused(false, STRICT, line);
  }

  @ParameterizedTest // E-C-09 and E-C-10
  @ValueSource(strings = {"", " STAT", " ", "  "})
  void emptyLineAndLeadingSpaceAreRefusedInEveryMode(String line) {
    Sessions.assertRefused(line);
    Sessions.assertRefused(true, STRICT, line);
  }

  @Test // E-C-06
  void lineWithoutEndIsNotRun() {
    HostSession session = Sessions.loggedIn();
    session.receive(OctetString.ofLatin1("STAT\r"));
    session.endOfInput();

    assertThat(session.takeOutput()).isEqualTo(OctetString.EMPTY);
    assertThat(session.isClosed()).isTrue();
  }

  @Test // E-C-07
  @Requirement({"1939-UPD-6", "1939-ST-3"})
  void quitWithoutLineEndRemovesNothing() {
    HostSession session = Sessions.loggedIn();
    session.receive(OctetString.ofLatin1("DELE 1\r\nQUIT"));
    session.endOfInput();

    assertThat(session.removed()).isEmpty();
    assertThat(session.isClosed()).isTrue();
  }

  @Test // E-C-08
  @Requirement("1939-UPD-1")
  void completeLinesBeforeHalfCloseAreRun() {
    HostSession session = Sessions.loggedIn();
    session.receive(OctetString.ofLatin1("DELE 1\r\nQUIT\r\n"));
    session.endOfInput();

    assertThat(session.takeOutput().toLatin1()).isEqualTo("+OK done\r\n+OK bye\r\n");
    assertThat(session.removed()).containsExactly(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"E-C-11,'STAT '", "E-C-12,LIST  1", "E-C-12,TOP 1  0", "E-C-12,'RETR 1 '"})
  @Requirement("1939-CMD-4")
  void extraSpacesAreRefusedWhenStrictAndCountedByDefault(String id, String line) {
    Sessions.assertRefused(true, STRICT, line);
    List<Deviation> used = new ArrayList<>();
    HostSession session =
        Sessions.loggedIn(Sessions.MAILBOX, Sessions.options(Compliance.DEFAULT, used::add));

    assertThat(Sessions.say(session, line + "\\r\\n")).startsWith("+OK");
    assertThat(used)
        .containsExactly(line.endsWith(" ") ? Deviation.TRAILING_SPACE : Deviation.REPEATED_SPACE);
  }

  @ParameterizedTest(name = "E-C-16: {0}")
  @ValueSource(strings = {"sTaT", "noop", "LiSt 1", "uidl", "list", "capa"})
  @Requirement("1939-CMD-2")
  void keywordsAreUnderstoodInAnyCaseAndUnderEveryLocale(String line) {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : List.of(Locale.ROOT, new Locale("tr", "TR"), new Locale("az"))) {
        Locale.setDefault(locale);
        Sessions.assertAccepted(line);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test // E-C-19
  void twentiethBadCommandInARowEndsTheSession() {
    HostSession session = Sessions.loggedIn();

    assertThat(Sessions.say(session, "XXXX\\r\\n".repeat(19) + "NOOP\\r\\n"))
        .endsWith("+OK done\r\n");
    assertThat(Sessions.say(session, "XXXX\\r\\n".repeat(21)).split("\r\n")).hasSize(20);
    assertThat(session.isClosed()).isTrue();
  }

  @Test // E-C-20
  @Requirement("4422-BUF-1")
  void streamWithoutLineEndIsGivenUp() {
    HostSession session = Sessions.loggedIn();
    OctetString piece = OctetString.ofLatin1("x".repeat(1024));
    for (int i = 0; i < 64; i++) {
      assertThat(session.isClosed()).isFalse();
      session.receive(piece);
    }

    assertThat(session.isClosed()).isTrue();
    assertThat(session.takeOutput().toLatin1()).isEqualTo("-ERR command line without end\r\n");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"LAST", "RPOP user", "XTND XMIT", "XSENDER", "HELO x"})
  @Requirement("1939-CMD-8")
  void deadCommandsAreRefusedInEachState(String line) {
    Sessions.assertRefused(false, ServerOptions.defaults(), line);
    Sessions.assertRefused(line);
  }

  @Test
  @Requirement("1734-OLD-2")
  void severalSpacesBehindAuthAreRefusedUnlessLenient() {
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH  PLAIN");
    Sessions.assertRefused(false, ServerOptions.defaults(), "AUTH PLAIN  dGVzdA==");
    Sessions.assertRefused(false, STRICT, "AUTH  PLAIN");
  }

  @Test
  void refusalsNeverRepeatWhatWasSent() {
    HostSession session = Sessions.open();

    assertThat(
            Sessions.say(
                session, "[AUTH] fake\\r\\nUSER [AUTH]\\r\\nPASS [IN-USE]\\r\\nLANG xyzzy\\r\\n"))
        .doesNotContain("fake", "IN-USE", "xyzzy");
  }
}
