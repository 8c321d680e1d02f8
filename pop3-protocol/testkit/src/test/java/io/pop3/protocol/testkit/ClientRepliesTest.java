package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.EndReceived;
import io.pop3.protocol.client.ClientEvent.LineReceived;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.protocol.session.RemoteProtocolException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-R of the grammar: first lines, listings, capabilities. */
class ClientRepliesTest {

  private static final Command NOOP = new Command.Noop();
  private static final Command LIST = new Command.List(Optional.empty());

  // ---- status lines ----

  @ParameterizedTest(name = "E-R-01 and E-R-03: {0}")
  @ValueSource(strings = {"+OK\\r\\n", "+OK x\\n", "+OK  \\r\\n", "+OK \\xFF\\r\\n"})
  @Requirement({"1957-SP-2", "1939-RSP-6"})
  void positiveIndicatorIsEnough(String line) {
    ReplyReceived reply =
        ClientConversation.inTransaction().ask(NOOP, OctetString.parse(line).toLatin1());

    assertThat(reply.status().isPositive()).isTrue();
    assertThat(reply.complete()).isTrue();
  }

  @Test // E-R-01
  @Requirement("1957-SP-2")
  void negativeIndicatorIsEnough() {
    assertThat(ClientConversation.inTransaction().ask(NOOP, "-ERR\r\n").status().isPositive())
        .isFalse();
  }

  @ParameterizedTest(name = "E-R-02: {0}")
  @ValueSource(
      strings = {
        "+ok x", "+OKAY", "OK", "", "200 OK", "+OK\tx", "-err", "-ERROR", "+", "+ x", " +OK"
      })
  @Requirement({"1939-RSP-4", "1939-RSP-3"})
  void anyOtherFirstLineIsAProtocolError(String line) {
    assertBroken(() -> ClientConversation.inTransaction().ask(NOOP, line + "\r\n"));
  }

  @ParameterizedTest(name = "E-R-04 and E-R-05: {0}")
  @CsvSource({
    "[IN-USE] busy, IN-USE, busy", "[in-use]busy, IN-USE, busy", "[IN-USE/LONG] x, IN-USE, x",
    "[SYS/TEMP/x] y, SYS/TEMP, y", "[sys/Perm] z, SYS/PERM, z", "[AUTH/EXPIRED] a, AUTH, a"
  })
  @Requirement({"2449-RC-1", "2449-RC-2", "2449-RC-3", "3206-SYS-6"})
  void codesAreFoundInAnyCaseByTheirKnownLevels(String text, String known, String rest) {
    StatusLine status =
        ClientConversation.inTransaction().ask(NOOP, "-ERR " + text + "\r\n").status();

    assertThat(status.hasCode(new ResponseCode(known))).isTrue();
    assertThat(status.text()).isEqualTo(rest);
  }

  @Test // E-R-05
  @Requirement("2449-RC-3")
  void unknownKindOfSystemTroubleIsNeitherKnownOne() {
    StatusLine status =
        ClientConversation.inTransaction().ask(NOOP, "-ERR [SYS/NEW] y\r\n").status();

    assertThat(status.hasCode(ResponseCode.SYS_TEMP)).isFalse();
    assertThat(status.hasCode(ResponseCode.SYS_PERM)).isFalse();
    assertThat(new ResponseCode("AUTHX").is(ResponseCode.AUTH)).isFalse();
  }

  @ParameterizedTest(name = "E-R-06: {0}")
  @ValueSource(strings = {"[]", "[AUTH", "[/]", "x [AUTH]", "[AUTH/]", "[A B]", "[A\u00FFB]"})
  void malformedCodeIsNone(String text) {
    StatusLine status =
        ClientConversation.inTransaction().ask(NOOP, "-ERR " + text + "\r\n").status();

    assertThat(status.code()).isEmpty();
    assertThat(status.text()).isEqualTo(text);
  }

  // ---- listings ----

  @ParameterizedTest(name = "E-R-07: {0}")
  @ValueSource(strings = {"2 320", "2 320 x", "2 320 extra words"})
  @Requirement("1939-STAT-4")
  void dropListingIsItsTwoNumbers(String text) {
    DropListing listing = DropListing.parse(text).orElseThrow();

    assertThat(listing.format()).isEqualTo("2 320");
  }

  @ParameterizedTest(name = "E-R-07 and E-R-08: {0}")
  @ValueSource(
      strings = {
        " 2 320",
        "",
        "2",
        "2 ",
        "-1 5",
        "x y",
        "9223372036854775808 1",
        "2147483648 1",
        "1 9223372036854775808",
        "1\t2",
        "1 2x",
        "+1 2",
        "\u0661 1"
      })
  void anythingElseIsNoDropListing(String text) {
    assertThat(DropListing.parse(text)).isEmpty();
  }

  @ParameterizedTest(name = "E-R-09: {0}")
  @ValueSource(strings = {"1 120", "1 120 x", "01 120"})
  @Requirement("1939-LIST-4")
  void scanListingIsItsTwoNumbers(String text) {
    assertThat(ScanLine.parse(text).orElseThrow().format()).isEqualTo("1 120");
  }

  @ParameterizedTest(name = "E-R-09: {0}")
  @ValueSource(strings = {"1", "x 1", "0 1", "1 ", "", "1  2", "2147483648 1", "1 -1", " 1 1"})
  void anythingElseIsNoScanListing(String text) {
    assertThat(ScanLine.parse(text)).isEmpty();
  }

  @Test // E-R-10
  @Requirement("1939-UIDL-3")
  void uniqueIdsAreOpaqueUpToTheLineCap() {
    for (String id : List.of("x", "y".repeat(70), "y".repeat(71), "y".repeat(500), "a b", "a\0b")) {
      UidLine line = UidLine.parse("1 " + id).orElseThrow();
      assertThat(line.uniqueId()).isEqualTo(id);
      assertThat(line.toString()).doesNotContain("\0");
    }
    assertThat(UidLine.parse("1 a  ").orElseThrow().uniqueId()).isEqualTo("a");
    for (String line : List.of("1", "1 ", "1   ", "x y", "0 a", "")) {
      assertThat(UidLine.parse(line)).as(line).isEmpty();
    }
  }

  @Test
  @Requirement({"1939-ML-1", "1939-ML-3", "1939-ML-4", "1939-ML-6", "1939-ML-7"})
  void listingComesLineByLineAndUnstuffed() {
    ClientConversation conversation = ClientConversation.inTransaction();
    ReplyReceived reply = conversation.ask(LIST, "+OK\r\n1 120\n..x\r\n...\r\n.\r\n+OK\r\n");

    assertThat(reply.complete()).isFalse();
    assertThat(conversation.connection().next()).isEqualTo(new LineReceived(LIST, "1 120"));
    assertThat(conversation.connection().next()).isEqualTo(new LineReceived(LIST, ".x"));
    assertThat(conversation.connection().next()).isEqualTo(new LineReceived(LIST, ".."));
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(LIST));
    assertThat(conversation.connection().outstanding()).isZero();
  }

  @Test
  @Requirement("6856-LANG-5")
  void namesOfLanguagesAreUtf8AndOtherLinesAreOctets() {
    ClientConversation conversation = ClientConversation.inTransaction();
    Command languages = new Command.Lang(Optional.empty());
    conversation.ask(languages, "+OK\r\nfr Fran\u00C3\u00A7ais\r\n.\r\n");
    assertThat(conversation.connection().next())
        .isEqualTo(new LineReceived(languages, "fr Fran\u00E7ais"));
    conversation.connection().next();
    conversation.ask(LIST, "+OK\r\n1 \u00C3\u00A7\r\n");

    assertThat(conversation.connection().next())
        .isEqualTo(new LineReceived(LIST, "1 \u00C3\u00A7"));
  }

  @Test
  void lineOfAListingIsShownWithoutTheControlsAServerPutThere() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(LIST, "+OK\r\n1 \u001b[2J\u007f\r\n");

    ClientEvent line = conversation.connection().next();
    assertThat(line).isEqualTo(new LineReceived(LIST, "1 \u001b[2J\u007f"));
    assertThat(line).asString().contains("1 \\u001b[2J\\u007f").matches("[ -~]*");
  }

  @Test
  void listingThatBreaksOffIsAProtocolErrorAndNeverAnEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(LIST, "+OK\r\n1 120\r\n2 3");
    conversation.connection().next();
    conversation.connection().endOfInput();

    assertBroken(() -> conversation.connection().next());
  }

  @Test // E-R-17
  @Requirement({"2449-CAPA-7", "2449-CAPA-10", "2449-GRAM-2"})
  void capabilitiesAreTakenAsTheyCome() {
    CapabilitySet set =
        CapabilitySet.of(
            List.of(
                    "uidl extra",
                    "Top",
                    "X-FOO bar",
                    "SASL",
                    "sasl PLAIN",
                    "expire 5 USER ",
                    "a.b",
                    "",
                    "CAPA")
                .stream()
                .map(Capability::parse)
                .flatMap(Optional::stream)
                .toList());

    assertThat(set.has(Capability.UIDL)).isTrue();
    assertThat(set.has("top")).isTrue();
    assertThat(set.saslMechanisms()).isEmpty();
    assertThat(set.has(Capability.EXPIRE, "user")).isTrue();
    assertThat(set.has("A.B")).isFalse();
    assertThat(set.size()).isEqualTo(6);
  }

  @Test
  @Requirement("2449-LEN-4")
  void capabilityLineFits512Octets() {
    String longest = "x".repeat(512 - "SASL \r\n".length());

    assertThat(Capability.of("SASL", longest).format()).hasSize(510);
    assertThatThrownBy(() -> Capability.of("SASL", longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capability SASL: 513 octets (expected: <= 512)");
    assertThatThrownBy(() -> Capability.of("A.B")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Capability.of("A", "b c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertBroken(ThrowingCallable exchange) {
    assertThatThrownBy(exchange).isInstanceOf(RemoteProtocolException.class);
  }
}
