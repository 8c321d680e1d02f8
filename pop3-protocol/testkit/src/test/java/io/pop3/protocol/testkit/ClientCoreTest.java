package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.client.ClientConnection;
import io.pop3.protocol.client.ClientEvent;
import io.pop3.protocol.client.ClientEvent.BodyOpen;
import io.pop3.protocol.client.ClientEvent.Closed;
import io.pop3.protocol.client.ClientEvent.EndReceived;
import io.pop3.protocol.client.ClientEvent.GreetingReceived;
import io.pop3.protocol.client.ClientEvent.LineReceived;
import io.pop3.protocol.client.ClientEvent.NeedInput;
import io.pop3.protocol.client.ClientEvent.ReplyReceived;
import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.protocol.session.LocalProtocolException;
import io.pop3.protocol.session.RemoteProtocolException;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors E-R of the grammar, and the client's side of STLS and AUTH. */
class ClientCoreTest {

  private static final Command NOOP = new Command.Noop();
  private static final Command LIST = new Command.List(Optional.empty());
  private static final Command RETR = new Command.Retr(new MessageNumber(1));

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

  // ---- messages ----

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "E-R-12, a\\n.\\nb\\r\\n.\\r\\n, a\\n.\\nb\\r\\n",
    "E-R-16, ..\\r\\n.\\r\\n, .\\r\\n",
    "E-R-16, .\\r\\r\\n.\\r\\n, \\r\\r\\n",
    "E-R-16, .\\r\\n, ''",
    "dots, ...\\r\\n.x\\r\\n.\\r\\n, ..\\r\\nx\\r\\n",
    "bare LF after CRLF and dot, .\\n\\r\\n.\\r\\n, \\n\\r\\n",
    "CR before dot, \\r.\\r\\n.\\r\\n, \\r.\\r\\n",
    "two CR, a\\r\\r\\n.\\r\\n, a\\r\\r\\n"
  })
  @Requirement({"1939-ML-3", "1939-ML-4"})
  void messageEndsAtItsTerminatorAlone(String id, String wire, String message) {
    OctetString octets = OctetString.parse("+OK\\r\\n" + wire + "+OK next\\r\\n");
    for (int size = 1; size <= octets.size(); size++) {
      ClientConversation conversation = ClientConversation.inTransaction();
      conversation.send(RETR, NOOP);
      StringBuilder read = new StringBuilder();
      ClientEvent last = null;
      for (OctetString piece : Chunking.of(size).cut(octets)) {
        conversation.offer(piece.toLatin1());
        ClientEvent event = conversation.connection().next();
        while (!(event instanceof NeedInput)) {
          last = event;
          if (event instanceof BodyOpen) {
            String part = conversation.readBody();
            read.append(part);
            if (part.isEmpty() && conversation.connection().next() instanceof BodyOpen) {
              break;
            }
          }
          event = conversation.connection().next();
        }
      }
      assertThat(OctetString.ofLatin1(read.toString())).isEqualTo(OctetString.parse(message));
      assertThat(last).as("pieces of %d", size).isInstanceOf(ReplyReceived.class);
      assertThat(((ReplyReceived) last).command()).isEqualTo(NOOP);
    }
  }

  @Test // E-R-13
  void messageThatBreaksOffIsAProtocolErrorAndNeverAnEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(RETR, "+OK\r\nSubject: x\r\n\r\nhalf");
    assertThat(conversation.readBody()).isEqualTo("Subject: x\r\n\r\nhalf");
    conversation.connection().endOfInput();

    assertBroken(conversation::readBody);
  }

  @Test // E-R-14
  @Requirement({"1939-RETR-4", "1939-RSP-5"})
  void announcedCountMeansNothing() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(RETR, "+OK 5 octets\r\n");
    long read = 0;
    for (int i = 0; i < 1000; i++) {
      conversation.offer("x".repeat(998) + "\r\n");
      read += conversation.readBody().length();
    }
    conversation.offer(".\r\n");
    conversation.readBody();

    assertThat(read).isEqualTo(1_000_000);
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(RETR));
  }

  @Test // E-R-15
  @Requirement("1939-ML-5")
  void negativeReplyToRetrIsAllThereIs() {
    ClientConversation conversation = ClientConversation.inTransaction();

    assertThat(conversation.ask(RETR, "-ERR\r\n").complete()).isTrue();
    assertThat(conversation.connection().next()).isEqualTo(new NeedInput());
    assertThatThrownBy(conversation::readBody).isInstanceOf(LocalProtocolException.class);
  }

  @Test // E-R-18
  void endlessStatusLineIsAProtocolErrorAtTheCap() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.send(NOOP);
    conversation.offer("+OK " + "x".repeat(WireLimits.CLIENT_LINE_OCTETS - 4));
    assertThat(conversation.connection().next()).isEqualTo(new NeedInput());
    conversation.offer("x");

    assertBroken(() -> conversation.connection().next());
  }

  @Test
  void longestLineAllowedIsRead() {
    String text = "x".repeat(WireLimits.CLIENT_LINE_OCTETS - "+OK \r\n".length());

    assertThat(ClientConversation.inTransaction().ask(NOOP, "+OK " + text + "\r\n").status().text())
        .isEqualTo(text);
  }

  // ---- order ----

  @Test // E-R-19
  void unsolicitedRefusalIsADisconnectAndNeverAnOrderlyEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();

    assertThat(conversation.hear("-ERR idle for too long\r\n")).isEqualTo(new Closed(false));
    conversation.connection().endOfInput();
    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  @Test
  void unsolicitedConsentIsAProtocolError() {
    assertBroken(() -> ClientConversation.inTransaction().hear("+OK surprise\r\n"));
  }

  @Test // E-R-20
  @Requirement("2449-PIPE-2")
  void pipelinedRepliesAreMatchedByOrder() {
    ClientConversation conversation = ClientConversation.inTransaction();
    Command dele = new Command.Dele(new MessageNumber(7));
    conversation.send(NOOP, dele, RETR, new Command.Stat());
    assertThat(conversation.sent()).isEqualTo("NOOP\r\nDELE 7\r\nRETR 1\r\nSTAT\r\n");
    conversation.offer("+OK\r\n-ERR none\r\n+OK\r\nx\r\n.\r\n+OK 1 3\r\n");

    assertThat(((ReplyReceived) conversation.connection().next()).command()).isEqualTo(NOOP);
    ReplyReceived second = (ReplyReceived) conversation.connection().next();
    assertThat(second.command()).isEqualTo(dele);
    assertThat(second.status().isPositive()).isFalse();
    assertThat(((ReplyReceived) conversation.connection().next()).command()).isEqualTo(RETR);
    assertThat(conversation.connection().next()).isEqualTo(new BodyOpen(RETR));
    assertThat(conversation.readBody()).isEqualTo("x\r\n");
    assertThat(conversation.connection().next()).isEqualTo(new EndReceived(RETR));
    ReplyReceived last = (ReplyReceived) conversation.connection().next();
    assertThat(DropListing.parse(last.status().text())).isPresent();
  }

  @Test // E-R-21
  void hostileTextIsShownEscaped() {
    StatusLine status =
        ClientConversation.inTransaction().ask(NOOP, "-ERR \u001B[2J\0\rx\r\n").status();

    assertThat(status.toString()).isEqualTo("-ERR \"\\u001b[2J\\u0000\\u000dx\"");
  }

  @ParameterizedTest(name = "E-R-22: {0}")
  @ValueSource(
      strings = {
        "+OK <a@b> <c@d>",
        "+OK <a@b",
        "+OK <ab>",
        "+OK <a@b\u00E9>",
        "+OK a@b>",
        "+OK <a@b>>",
        "+OK <<a@b>",
        "+OK <a@b@c>",
        "+OK <@b>",
        "+OK <a@>",
        "+OK <a..b@c>",
        "+OK <a@b c>",
        "-ERR <a@b>",
        "+OK <>",
        "+OK"
      })
  void doubtfulTimestampIsNoInvitationToApop(String greeting) {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1(greeting + "\r\n").toBuffer());

    assertThat(((GreetingReceived) connection.next()).greeting().timestamp()).isEmpty();
  }

  @Test
  @Requirement("1939-APOP-1")
  void timestampIsFoundInTheGreeting() {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1("+OK ready <1.2@[10.0.0.1]> hello\r\n").toBuffer());

    assertThat(((GreetingReceived) connection.next()).greeting().timestamp().orElseThrow().value())
        .isEqualTo("<1.2@[10.0.0.1]>");
  }

  // ---- states ----

  @Test
  @Requirement("1939-GRT-3")
  void refusingGreetingMeansNoService() {
    ClientConversation conversation = ClientConversation.greeted("-ERR [SYS/TEMP] busy\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertMisuse(() -> conversation.send(new Command.Capa()));
    conversation.connection().endOfInput();
    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  @Test
  void garbageForAGreetingIsAProtocolError() {
    ClientConnection connection = ClientConnection.open(false);
    connection.receive(OctetString.ofLatin1("220 mail ESMTP\r\n").toBuffer());

    assertBroken(connection::next);
  }

  @Test
  void commandsBeforeTheGreetingOrInTheWrongStateAreTheHostsMistake() {
    assertMisuse(() -> ClientConnection.open(false).send(new Command.Capa()));
    ClientConversation conversation = ClientConversation.greeted();
    assertMisuse(() -> conversation.send(new Command.Stat()));
    assertMisuse(() -> conversation.send(Command.pass("secret")));
    assertMisuse(() -> ClientConversation.inTransaction().send(Command.user("a")));
  }

  @Test
  @Requirement("1939-USER-2")
  void loginMayBePipelinedButIsThenWaitedFor() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("secret"));

    assertMisuse(() -> conversation.send(new Command.Stat()));
    conversation.offer("+OK\r\n+OK\r\n");
    conversation.connection().next();
    assertMisuse(() -> conversation.send(new Command.Stat()));
    conversation.connection().next();
    conversation.send(new Command.Stat());
    assertThat(conversation.sent()).endsWith("STAT\r\n");
  }

  @Test
  @Requirement({"1939-AUTH-4", "5034-OUT-3"})
  void refusedLoginMayBeTriedAgain() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("wrong"));
    conversation.offer("-ERR\r\n-ERR\r\n");
    conversation.connection().next();
    conversation.connection().next();

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    conversation.send(Command.user("user"));
  }

  @Test
  void loginThatCannotHaveWorkedIsAProtocolError() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(Command.user("user"), Command.pass("secret"));
    conversation.offer("-ERR\r\n+OK\r\n");
    conversation.connection().next();

    assertBroken(() -> conversation.connection().next());
  }

  @Test
  void quitEndsTheSessionInOrder() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.ask(new Command.Quit(), "+OK bye\r\n");
    assertThat(conversation.connection().state()).isEqualTo(SessionState.CLOSED);
    assertThat(conversation.hear("+OK late\r\n")).isEqualTo(new NeedInput());
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(new Closed(true));
  }

  @Test
  void lostReplyToQuitIsNoOrderlyEnd() {
    ClientConversation conversation = ClientConversation.inTransaction();
    conversation.send(new Command.Quit());
    conversation.offer("+OK by");
    conversation.connection().endOfInput();

    assertThat(conversation.connection().next()).isEqualTo(new Closed(false));
  }

  // ---- credentials ----

  @ParameterizedTest
  @ValueSource(strings = {"a b", "", "a\r\nDELE 1", "a\0", "a\n", "a\t", "a\u0085", "a\uD800"})
  @Requirement("1939-CMD-13")
  void nameThatWouldNotBeOneArgumentCannotBeSent(String name) {
    assertThatThrownBy(() -> Command.user(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\r\nDELE 1", "a\0", "a\n", "\t", "\u007F"})
  @Requirement("1939-CMD-13")
  void passwordThatWouldNotBeOneLineCannotBeSentNorShown(String password) {
    assertThatThrownBy(() -> Command.pass(password))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("DELE");
  }

  @Test
  @Requirement("2449-LEN-5")
  void linesOver255OctetsAreNotSent() {
    assertThatThrownBy(() -> Command.pass("p".repeat(249)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Command.user("n".repeat(249)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Command.Apop(new UserName("n".repeat(216)), "0".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("2449-LEN-5")
  void authWithTooLongInitialResponseIsNotSent() {
    ClientConversation conversation = ClientConversation.greeted();
    Secret fits = Secret.of("A".repeat(240));
    Secret tooLong = Secret.of("A".repeat(244));

    assertMisuse(() -> conversation.send(new Command.Auth("PLAIN", Optional.of(tooLong))));
    assertThat(conversation.sent()).isEmpty();
    conversation.send(new Command.Auth("PLAIN", Optional.of(fits)));
    assertThat(conversation.sent()).hasSize(253);
  }

  @Test
  @Requirement({"6856-USER-2", "6856-USER-3"})
  void utf8CredentialsNeedTheServersWord() {
    ClientConversation conversation = ClientConversation.greeted();
    assertMisuse(() -> conversation.send(Command.user("J\u00F6rg")));
    conversation.connection().allowUtf8Credentials();
    conversation.send(Command.user("J\u00F6rg"));

    assertThat(conversation.sent()).isEqualTo("USER J\u00F6rg\r\n");
  }

  // ---- STLS ----

  @Test
  @Requirement({"2595-STLS-5", "2595-STLS-4"})
  void nothingIsSentBetweenStlsAndTheHandshake() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Stls());
    assertMisuse(() -> conversation.send(new Command.Capa()));
    assertThat(conversation.hear("+OK go\r\n")).isInstanceOf(ReplyReceived.class);
    assertThat(conversation.connection().state()).isEqualTo(SessionState.TLS_HANDSHAKE);
    assertMisuse(() -> conversation.send(new Command.Capa()));
    assertMisuse(() -> conversation.offer("+OK injected\r\n"));
    conversation.connection().tlsEstablished();

    assertThat(conversation.connection().isTls()).isTrue();
    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    conversation.send(new Command.Capa());
  }

  @Test // E-T-07
  @Requirement("2595-STLS-14")
  void octetsBehindTheReplyToStlsAreNeverBelieved() {
    for (String injected : List.of("+OK injected\r\n", "+", "\r\n")) {
      ClientConversation conversation = ClientConversation.greeted();
      conversation.send(new Command.Stls());

      assertBroken(() -> conversation.hear("+OK\r\n" + injected));
    }
  }

  @Test
  void refusedStlsLeavesTheSessionInTheClear() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.ask(new Command.Stls(), "-ERR no certificate\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
    assertThat(conversation.connection().isTls()).isFalse();
    assertMisuse(() -> conversation.connection().tlsEstablished());
  }

  @Test
  @Requirement("6856-UTF8-11")
  void stlsIsNotSentInUtf8Mode() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.ask(new Command.Utf8(), "+OK\r\n");

    assertMisuse(() -> conversation.send(new Command.Stls()));
  }

  // ---- AUTH ----

  @Test
  @Requirement({"5034-RESP-1", "5034-OUT-1"})
  void responsesAreBase64LinesAndAnEmptyOneIsAnEmptyLine() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived first =
        (ClientEvent.ChallengeReceived) conversation.hear("+ PDFAYT4=\r\n");
    assertThat(new String(first.challenge().orElseThrow().reveal(), StandardCharsets.US_ASCII))
        .isEqualTo("<1@a>");
    assertMisuse(() -> conversation.connection().next());
    conversation.connection().respond(Secret.of("AB\0"));
    conversation.hear("+ \r\n");
    conversation.connection().respond(Secret.of(""));
    assertThat(conversation.sent()).isEqualTo("AUTH X\r\nQUIA\r\n\r\n");
    conversation.hear("+OK in\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.TRANSACTION);
  }

  @Test // decision A-40
  void challengeWithoutSpaceIsAnEmptyOne() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived challenge =
        (ClientEvent.ChallengeReceived) conversation.hear("+\r\n");

    assertThat(challenge.challenge().orElseThrow().length()).isZero();
  }

  @Test
  @Requirement({"5034-B64-2", "5034-CANC-1", "4422-ABORT-1"})
  void challengeThatIsNotBase64IsCancelled() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    ClientEvent.ChallengeReceived challenge =
        (ClientEvent.ChallengeReceived) conversation.hear("+ !!!\r\n");
    assertThat(challenge.challenge()).isEmpty();
    conversation.sent();
    conversation.connection().cancel();
    assertThat(conversation.sent()).isEqualTo("*\r\n");
    conversation.hear("-ERR cancelled\r\n");

    assertThat(conversation.connection().state()).isEqualTo(SessionState.AUTHORIZATION);
  }

  @Test
  @Requirement("5034-B64-4")
  void longResponsesFit() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    conversation.hear("+ \r\n");
    conversation.connection().respond(Secret.of("t".repeat(60_000)));

    assertThat(conversation.sent()).hasSize("AUTH X\r\n".length() + 80_000 + 2);
  }

  @Test
  void responseThatCannotBeHeldIsTheHostsMistake() {
    ClientConversation conversation = ClientConversation.greeted();
    conversation.send(new Command.Auth("X", Optional.empty()));
    conversation.hear("+ \r\n");

    assertMisuse(() -> conversation.connection().respond(Secret.of("t".repeat(200_000))));
    conversation.sent();
    conversation.connection().cancel();
    assertThat(conversation.sent()).isEqualTo("*\r\n");
  }

  @Test
  void responseWithoutChallengeIsTheHostsMistake() {
    ClientConversation conversation = ClientConversation.greeted();

    assertMisuse(() -> conversation.connection().respond(Secret.of("x")));
    assertMisuse(() -> conversation.connection().cancel());
  }

  @Test
  void queueOfCommandsIsBounded() {
    ClientConversation conversation = ClientConversation.inTransaction();
    assertThatThrownBy(
            () -> {
              while (true) {
                conversation.send(NOOP);
              }
            })
        .isInstanceOf(LocalProtocolException.class)
        .hasMessageContaining("queue is full");
    assertThat(conversation.sent().length()).isBetween(100_000, 131_072);
  }

  private static void assertBroken(ThrowingCallable exchange) {
    assertThatThrownBy(exchange).isInstanceOf(RemoteProtocolException.class);
  }

  private static void assertMisuse(ThrowingCallable misuse) {
    assertThatThrownBy(misuse).isInstanceOf(LocalProtocolException.class);
  }
}
