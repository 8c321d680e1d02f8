package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables 7.1 to 7.4 of the grammar, end to end. */
class CommandLineTest {

  private static final String NAME_248 = "u".repeat(248);
  private static final String PASSWORD_248 = "p".repeat(248);

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("a", "b")
          .user("spaces", " a")
          .user("two", "a b")
          .user(NAME_248, PASSWORD_248)
          .mail("a", "Subject: 1\r\n\r\none\r\n")
          .mail("a", "Subject: 2\r\n\r\ntwo\r\n")
          .mail("a", "Subject: 3\r\n\r\nthree\r\n");

  private WireClient inTransaction() {
    return pop3.connect().login("a", "b");
  }

  private static void assertInStep(WireClient client) {
    assertThat(client.call("NOOP")).isEqualTo("+OK done");
  }

  /** E-C-04, -05, -09, -10, -13, -14, -15, -17, -18; E-A-01 to -03; E-N-04, -07, -11, -12. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ST\rAT",
        "STAT\r",
        "",
        " STAT",
        "LIST\t1",
        "ST\0AT",
        "NOOP\0",
        "LIST 1\u007f",
        "LIST \u00c3\u00a9",
        "\u00d3TAT",
        "l\u00c4\u00b1st",
        "L\u00c4\u00b0ST",
        "AB",
        "ABCDE",
        "+OK",
        ".",
        "STAT 1",
        "NOOP x",
        "RSET x",
        "QUIT now",
        "CAPA x",
        "RETR",
        "DELE",
        "TOP",
        "TOP 1",
        "LIST 1 2",
        "UIDL 1 2",
        "RETR 1 2",
        "DELE 1 2",
        "TOP 1 2 3",
        "LIST +1",
        "LIST -1",
        "LIST 1.",
        "LIST 1e0",
        "LIST 0x1",
        "LIST 1,2",
        "LIST 1a",
        "LIST \u00d9\u00a1",
        "TOP 1 -1",
        "TOP 1 +1",
        "TOP 1 x",
        "TOP 4 x",
        "USER a",
        "PASS b",
        "APOP a b",
        "AUTH PLAIN",
        "STLS",
        "UTF8",
        "LAST",
        "RPOP x",
        "XTND XMIT"
      })
  void illegalLineDrawsOneNegativeReply(String line) {
    try (WireClient client = inTransaction()) {
      assertThat(client.call(line)).startsWith("-ERR ").doesNotContain("[");
      assertThat(client.call("STAT")).isEqualTo("+OK 3 59");
      assertInStep(client);
    }
  }

  /** E-N-01, -02, -05. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LIST 0",
        "RETR 0",
        "DELE 0",
        "TOP 0 0",
        "UIDL 0",
        "LIST 4",
        "LIST 2147483647",
        "LIST 2147483648",
        "LIST 4294967296",
        "LIST 4294967297",
        "LIST 9223372036854775807",
        "LIST 9223372036854775808",
        "LIST 18446744073709551617",
        "DELE 4294967297",
        "RETR 4"
      })
  void numberThatNoMessageHasIsNoSuchMessage(String line) {
    try (WireClient client = inTransaction()) {
      assertThat(client.call(line)).isEqualTo("-ERR no such message");
      assertInStep(client);
    }
  }

  /** E-N-06. */
  @Test
  void numberOf240DigitsIsNoSuchMessage() {
    try (WireClient client = inTransaction()) {
      assertThat(client.call("LIST " + "9".repeat(240))).isEqualTo("-ERR no such message");
      assertInStep(client);
    }
  }

  /** E-N-03. */
  @ParameterizedTest
  @ValueSource(strings = {"LIST 01", "LIST 0000000001", "LIST 1", "LiSt 1", "LIST  1", "LIST 1 "})
  void leadingZerosCaseAndTolerableSpacesDoNotMatter(String line) {
    try (WireClient client = inTransaction()) {
      assertThat(client.call(line)).isEqualTo("+OK 1 19");
    }
  }

  /** E-N-08 to -10. */
  @ParameterizedTest
  @CsvSource({
    "0,'Subject: 3\r\n\r\n'",
    "000,'Subject: 3\r\n\r\n'",
    "1,'Subject: 3\r\n\r\nthree\r\n'",
    "2147483648,'Subject: 3\r\n\r\nthree\r\n'",
    "18446744073709551616,'Subject: 3\r\n\r\nthree\r\n'"
  })
  void topTakesAnyNumberOfLines(String lines, String content) {
    try (WireClient client = inTransaction()) {
      assertThat(client.callForLines("TOP 3 " + lines))
          .isEqualTo("+OK top of message follows\r\n" + content + ".\r\n");
    }
  }

  /** E-C-01. */
  @Test
  void lineInSingleOctetsIsALine() {
    try (WireClient client = inTransaction()) {
      for (char octet : "STAT\r\n".toCharArray()) {
        client.send(String.valueOf(octet));
      }
      assertThat(client.line()).isEqualTo("+OK 3 59");
    }
  }

  /** E-C-02. */
  @Test
  void severalLinesInOneSegmentAreAnsweredInOrder() {
    try (WireClient client = inTransaction()) {
      client.send("STAT\r\nSTAT\r\nQUIT\r\n");
      assertThat(client.rest())
          .isEqualTo("+OK 3 59\r\n+OK 3 59\r\n+OK bye, 0 messages removed, 3 left\r\n");
    }
  }

  /** E-C-03, E-L-05. */
  @Test
  void bareLfEndsALine() {
    try (WireClient client = inTransaction()) {
      client.send("STAT\n");
      assertThat(client.line()).isEqualTo("+OK 3 59");
    }
  }

  /** E-C-16. */
  @ParameterizedTest
  @ValueSource(strings = {"sTaT", "stat", "STAT", "stAT "})
  void keywordsHaveNoCase(String line) {
    try (WireClient client = inTransaction()) {
      assertThat(client.call(line)).isEqualTo("+OK 3 59");
    }
  }

  /** E-C-19. */
  @Test
  void twentyBadCommandsInARowEndTheSession() {
    try (WireClient client = inTransaction()) {
      client.send("XYZZ\r\n".repeat(30));
      assertThat(client.rest()).isEqualTo("-ERR unknown command\r\n".repeat(20));
    }
  }

  /** E-C-20. */
  @Test
  void lineWithoutEndDrawsOneReplyAndTheEnd() {
    try (WireClient client = inTransaction()) {
      client.send("x".repeat(70_000));
      assertThat(client.rest()).isEqualTo("-ERR command line without end\r\n");
    }
  }

  /** E-L-01, E-L-03. */
  @Test
  void longestNameAndPasswordWork() {
    try (WireClient client = pop3.connect()) {
      client.login(NAME_248, PASSWORD_248);
      assertInStep(client);
    }
  }

  /** E-L-02. */
  @Test
  void nameOneOctetTooLongIsNotKept() {
    try (WireClient client = pop3.connect()) {
      client.line();
      assertThat(client.call("USER " + NAME_248 + "u")).startsWith("-ERR ");
      assertThat(client.call("PASS " + PASSWORD_248)).startsWith("-ERR ");
    }
  }

  /** E-L-04, E-L-08. */
  @ParameterizedTest
  @ValueSource(ints = {252, 300, 1000, 10_000})
  void overlongLineDrawsOneReplyAndIsNeverExecuted(int octets) {
    try (WireClient client = inTransaction()) {
      String filler = "x".repeat(octets);
      assertThat(client.call("NOOP" + filler)).isEqualTo("-ERR command line too long");
      assertThat(client.call("DELE 1" + filler + " DELE 1")).startsWith("-ERR ");
      assertThat(client.call("STAT")).isEqualTo("+OK 3 59");
    }
  }

  /** E-A-04 to -07. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "two,PASS a b,+OK maildrop has 0 messages",
        "spaces,PASS  a,+OK maildrop has 0 messages",
        "spaces,PASS a,-ERR [AUTH] authentication failed",
        "a,PASS b ,-ERR [AUTH] authentication failed",
        "a,PASS ,-ERR wrong number of arguments",
        "a,PASS,-ERR wrong number of arguments"
      })
  void everythingBehindOneSpaceIsThePassword(String user, String line, String reply) {
    try (WireClient client = pop3.connect()) {
      client.line();
      client.call("USER " + user);
      assertThat(client.call(line)).isEqualTo(reply);
    }
  }

  /** E-N-13 to -15. */
  @Test
  void markedMessageIsNotThereUntilReset() {
    try (WireClient client = inTransaction()) {
      assertThat(client.call("DELE 2")).startsWith("+OK");
      for (String line : new String[] {"DELE 2", "LIST 2", "RETR 2", "TOP 2 0", "UIDL 2"}) {
        assertThat(client.call(line)).isEqualTo("-ERR no such message");
      }
      assertThat(client.callForLines("LIST"))
          .isEqualTo("+OK 2 messages (40 octets)\r\n1 19\r\n3 21\r\n.\r\n");
      assertThat(client.callForLines("UIDL"))
          .containsPattern("(?s)\r\n1 \\S+\r\n3 \\S+\r\n\\.\r\n");
      assertThat(client.call("RSET")).startsWith("+OK");
      assertThat(client.call("LIST 2")).isEqualTo("+OK 2 19");
      assertThat(client.call("STAT")).isEqualTo("+OK 3 59");
    }
  }

  /** E-N-16. */
  @Test
  void emptyMaildropHasEmptyListings() {
    try (WireClient client = pop3.connect().login("two", "a b")) {
      assertThat(client.call("STAT")).isEqualTo("+OK 0 0");
      assertThat(client.callForLines("LIST")).isEqualTo("+OK 0 messages (0 octets)\r\n.\r\n");
      assertThat(client.callForLines("UIDL")).isEqualTo("+OK 0 messages\r\n.\r\n");
      assertThat(client.call("LIST 1")).isEqualTo("-ERR no such message");
    }
  }

  /** mode STRICT tolerates nothing. */
  static final class StrictTest {

    @RegisterExtension
    final Pop3ServerExtension strict =
        Pop3ServerExtension.create()
            .user("a", "b")
            .options(options -> options.withCompliance(Compliance.STRICT));

    @ParameterizedTest
    @ValueSource(strings = {"STAT ", "LIST  1", "STAT\nSTAT"})
    void deviationsAreRefused(String line) {
      try (WireClient client = strict.connect().login("a", "b")) {
        assertThat(client.call(line)).startsWith("-ERR ");
        assertInStep(client);
      }
    }
  }
}
