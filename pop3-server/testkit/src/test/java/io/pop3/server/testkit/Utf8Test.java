package io.pop3.server.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.testkit.OctetString;
import io.pop3.protocol.testkit.SurrogateLaws;
import io.pop3.protocol.testkit.WireModel;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6856 over real sockets: the UTF8 command, and what is sent without it. */
class Utf8Test {

  private static final String PLAIN = "Subject: plain\r\n\r\n8-bit \u00C3\u00A9\r\n";
  private static final String INTERNATIONAL =
      latin1("Subject: caf\u00E9\nFrom: <j\u00F6@example.com>\n\n.na\u00EFve\nb\n");
  private static final String LONG =
      latin1("X: y\n".repeat(3000) + "Subject: \u65E5\u672C\u8A9E\n\n" + "\u00E9\n".repeat(90_000));

  /** UTF-8, an octet a char, as {@link WireClient} speaks. */
  private static String latin1(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static Pop3ServerExtension server(DowngradePolicy policy) {
    return Pop3ServerExtension.create()
        .user("a", "b")
        .user("ren\u00E9", "p\u00BD")
        .mail("a", PLAIN.getBytes(ISO_8859_1))
        .mail("a", INTERNATIONAL.getBytes(ISO_8859_1))
        .mail("a", LONG.getBytes(ISO_8859_1))
        .options(
            options ->
                options.withHeadersBeyondAscii(policy).withLogins(options.logins().withApop(true)));
  }

  private static String stored(String message) {
    return WireModel.wireForm(OctetString.ofLatin1(message)).toLatin1();
  }

  private static String surrogate(String message) {
    OctetString surrogate = SurrogateLaws.surrogate(OctetString.ofLatin1(message));
    return WireModel.wireForm(surrogate).toLatin1();
  }

  private static String body(String reply) {
    String lines = reply.substring(reply.indexOf("\r\n") + 2, reply.length() - 3);
    return ("\r\n" + lines).replace("\r\n.", "\r\n").substring(2);
  }

  /** STAT, LIST and RETR tell one story of these messages. */
  private static void assertSeen(WireClient client, String... messages) {
    long total = Stream.of(messages).mapToLong(String::length).sum();
    assertThat(client.call("STAT")).isEqualTo("+OK " + messages.length + " " + total);
    StringBuilder listing = new StringBuilder();
    for (int i = 0; i < messages.length; i++) {
      listing.append(i + 1).append(' ').append(messages[i].length()).append("\r\n");
    }
    assertThat(client.callForLines("LIST"))
        .isEqualTo("+OK 3 messages (" + total + " octets)\r\n" + listing + ".\r\n");
    for (int i = 0; i < messages.length; i++) {
      String message = messages[i];
      assertThat(client.call("LIST " + (i + 1)))
          .isEqualTo("+OK " + (i + 1) + " " + message.length());
      String reply = client.callForLines("RETR " + (i + 1));
      assertThat(reply).startsWith("+OK " + message.length() + " octets\r\n");
      assertThat(body(reply).equals(message)).isTrue();
      String top = body(client.callForLines("TOP " + (i + 1) + " 1"));
      assertThat(message.startsWith(top)).isTrue();
      assertThat(top).contains("\r\n\r\n");
    }
  }

  @Nested
  class Raw {

    @RegisterExtension final Pop3ServerExtension pop3 = server(DowngradePolicy.RAW);

    /** 6856-UTF8-1, A-51. */
    @Test
    void utf8IsForTheTimeBeforeTheLogin() {
      try (WireClient client = pop3.connect()) {
        client.line();
        assertThat(client.callForLines("CAPA")).contains("\r\nUTF8 USER\r\n");
        assertThat(client.call("UTF8")).isEqualTo("+OK UTF-8 mode");
        assertThat(client.call("UTF8")).isEqualTo("+OK UTF-8 mode");
        assertThat(client.call("UTF8 x")).startsWith("-ERR ");
        client.call("USER a");
        assertThat(client.call("PASS b")).startsWith("+OK");
        assertThat(client.call("UTF8")).isEqualTo("-ERR command not valid in this state");
        assertThat(client.callForLines("CAPA")).contains("\r\nUTF8 USER\r\n");
      }
    }

    /** the name given before counts no more. */
    @Test
    void utf8ForgetsTheUserName() {
      try (WireClient client = pop3.connect()) {
        client.line();
        client.send("USER a\r\nUTF8\r\nPASS b\r\n");
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.line()).startsWith("-ERR");
      }
    }

    /** the named deviation; nothing is read before it is asked for. */
    @Test
    void storedOctetsAreSentAndSizesCostNothing() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        client.call("STAT");
        client.callForLines("LIST");
        assertThat(pop3.faults().calls(Step.READ)).isZero();
        assertSeen(client, stored(PLAIN), stored(INTERNATIONAL), stored(LONG));
      }
    }

    /** 6856-USER-1, 6856-USER-2: with or without the command. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void credentialsMayBeUtf8(boolean mode) {
      try (WireClient client = pop3.connect()) {
        client.line();
        if (mode) {
          client.call("UTF8");
        }
        assertThat(client.call(latin1("USER ren\u00E9"))).startsWith("+OK");
        assertThat(client.call(latin1("PASS p\u00BD"))).startsWith("+OK");
      }
    }

    /** 6856-USER-7. */
    @Test
    void malformedCredentialsAreRefused() {
      try (WireClient client = pop3.connect()) {
        client.line();
        assertThat(client.call("USER \u00C0\u0080")).startsWith("-ERR ");
        assertThat(client.call("USER ren\u00E9")).startsWith("-ERR ");
        assertThat(client.call("STAT \u00C3\u00A9")).startsWith("-ERR ");
      }
    }

    /** 6856-USER-5: the name as a query, the secret as stored, both prepared. */
    @Test
    void apopIsPrepared() {
      try (WireClient client = pop3.connect()) {
        StatusLine greeting = StatusLine.ok(client.line().substring("+OK ".length()));
        String digest =
            ApopDigest.of(new Greeting(greeting).timestamp().orElseThrow(), Secret.of("p1\u20442"));
        assertThat(client.call(latin1("APOP re\u00ADne\u0301 " + digest)))
            .isEqualTo("+OK maildrop has 0 messages");
      }
    }
  }

  @Nested
  class Surrogate {

    @RegisterExtension final Pop3ServerExtension pop3 = server(DowngradePolicy.SURROGATE);

    /** 6856-UTF8-4, -5, -9, -13. */
    @Test
    void headersAreAsciiAndSizesThoseOfWhatIsSent() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        assertSeen(client, stored(PLAIN), surrogate(INTERNATIONAL), surrogate(LONG));
      }
    }

    @Test
    void oneMessageAloneIsLookedAtForItsListing() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        assertThat(client.callForLines("UIDL")).startsWith("+OK 3 messages\r\n");
        assertThat(pop3.faults().calls(Step.READ)).isZero();
        assertThat(client.call("LIST 2")).isEqualTo("+OK 2 " + surrogate(INTERNATIONAL).length());
        assertThat(client.call("LIST 2")).isEqualTo("+OK 2 " + surrogate(INTERNATIONAL).length());
        assertThat(pop3.faults().calls(Step.READ)).isEqualTo(1);
      }
    }

    @Test
    void markedMessagesDoNotCount() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        client.call("DELE 2");
        int without = stored(PLAIN).length() + surrogate(LONG).length();
        assertThat(client.call("STAT")).isEqualTo("+OK 2 " + without);
        client.call("RSET");
        assertThat(client.call("STAT"))
            .isEqualTo("+OK 3 " + (without + surrogate(INTERNATIONAL).length()));
      }
    }

    /** 6856-UTF8-6. */
    @Test
    void inUtf8ModeMessagesAreSentAsStored() {
      try (WireClient client = pop3.connect()) {
        client.line();
        client.send("UTF8\r\nUSER a\r\nPASS b\r\n");
        client.line();
        client.line();
        assertThat(client.line()).startsWith("+OK");
        assertSeen(client, stored(PLAIN), stored(INTERNATIONAL), stored(LONG));
      }
    }

    /** what can't be read keeps the size it was listed with. */
    @Test
    void messageThatCanNotBeMeasuredKeepsItsSize() {
      pop3.faults().failContentAfter(0, Fault.IO_EXCEPTION);
      try (WireClient client = pop3.connect().login("a", "b")) {
        int total = stored(PLAIN).length() + stored(INTERNATIONAL).length() + stored(LONG).length();
        assertThat(client.call("STAT")).isEqualTo("+OK 3 " + total);
        assertThat(client.call("RETR 2")).isEqualTo("-ERR [SYS/TEMP] message can't be read now");
      }
    }

    @Test
    void messageThatCanNotBeReadIsNotListedAlone() {
      pop3.faults().failContentAfter(0, Fault.IO_EXCEPTION);
      try (WireClient client = pop3.connect().login("a", "b")) {
        assertThat(client.call("LIST 2")).isEqualTo("-ERR [SYS/TEMP] message can't be read now");
        assertThat(client.call("NOOP")).startsWith("+OK");
      }
    }

    @Test
    void largeMaildropIsMeasuredInBatches() {
      for (int i = 0; i < 1000; i++) {
        pop3.mail().deliver("a", latin1("S: \u00E9\n\n").getBytes(ISO_8859_1));
      }
      int before =
          stored(PLAIN).length() + surrogate(INTERNATIONAL).length() + surrogate(LONG).length();
      int each = surrogate(latin1("S: \u00E9\n\n")).length();
      try (WireClient client = pop3.connect().login("a", "b")) {
        client.send("DELE 500\r\nSTAT\r\nNOOP\r\n");
        client.line();
        assertThat(client.line()).isEqualTo("+OK 1002 " + (before + 999 * each));
        assertThat(client.line()).startsWith("+OK");
      }
    }
  }

  @Nested
  class Reject {

    @RegisterExtension final Pop3ServerExtension pop3 = server(DowngradePolicy.REJECT);

    /** 6856-RC-1, 6856-UTF8-5: all but listings say so; sizes are those of the stored messages. */
    @Test
    void messageThatNeedsUtf8IsRefused() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        for (String line : new String[] {"RETR 2", "TOP 2 0", "LIST 2", "RETR 3"}) {
          assertThat(client.call(line)).startsWith("-ERR [UTF8] ");
        }
        assertThat(client.call("LIST 1")).isEqualTo("+OK 1 " + stored(PLAIN).length());
        assertThat(body(client.callForLines("RETR 1"))).isEqualTo(stored(PLAIN));
        assertThat(client.callForLines("LIST"))
            .contains("\r\n2 " + stored(INTERNATIONAL).length() + "\r\n");
        assertThat(client.call("UIDL 2")).startsWith("+OK 2 ");
        assertThat(client.call("DELE 2")).startsWith("+OK");
      }
    }

    @Test
    void inUtf8ModeNothingIsRefused() {
      try (WireClient client = pop3.connect()) {
        client.line();
        client.send("UTF8\r\nUSER a\r\nPASS b\r\n");
        client.line();
        client.line();
        assertThat(client.line()).startsWith("+OK");
        assertSeen(client, stored(PLAIN), stored(INTERNATIONAL), stored(LONG));
      }
    }
  }

  @Nested
  class Strict {

    @RegisterExtension
    final Pop3ServerExtension pop3 =
        Pop3ServerExtension.create()
            .user("a", "b")
            .mail("a", INTERNATIONAL.getBytes(ISO_8859_1))
            .options(options -> options.withCompliance(Compliance.STRICT));

    /** the default of mode STRICT. */
    @Test
    void strictServerSendsSurrogates() {
      try (WireClient client = pop3.connect().login("a", "b")) {
        assertThat(body(client.callForLines("RETR 1"))).isEqualTo(surrogate(INTERNATIONAL));
      }
    }
  }

  @Nested
  class WithTls {

    @RegisterExtension
    final Pop3ServerExtension pop3 = Pop3ServerExtension.create().user("a", "b").withTls();

    /** 6856-UTF8-11, -12, A-31: behind UTF8 there is no STLS, and CAPA does not lie. */
    @Test
    void stlsIsNeitherAnnouncedNorPossibleBehindUtf8() {
      try (WireClient client = pop3.connect()) {
        client.line();
        assertThat(client.callForLines("CAPA")).contains("\r\nSTLS\r\n");
        client.call("UTF8");
        assertThat(client.callForLines("CAPA")).doesNotContain("STLS");
        assertThat(client.call("STLS")).startsWith("-ERR ");
      }
    }
  }
}
