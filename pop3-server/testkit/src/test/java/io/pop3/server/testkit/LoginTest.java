package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.digest.ApopDigest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.server.options.CleartextLogins;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend.Offer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {

  private static final String FAILED = "-ERR [AUTH] authentication failed";

  @RegisterExtension
  final Pop3ServerExtension pop3 =
      Pop3ServerExtension.create()
          .user("known", "right")
          .user("other", "right")
          .mail("known", "Subject: a\r\n\r\nb\r\n");

  private WireClient greeted() {
    WireClient client = pop3.connect();
    client.line();
    return client;
  }

  /** A-09, 1939-SEC-1: nobody learns which names exist. */
  @ParameterizedTest
  @ValueSource(strings = {"known", "unknown"})
  void userAndWrongPasswordAreAnsweredAlikeForEveryName(String name) {
    try (WireClient client = greeted()) {
      assertThat(client.call("USER " + name)).isEqualTo("+OK send PASS");
      assertThat(client.call("PASS wrong")).isEqualTo(FAILED);
    }
  }

  /** A-08, 1939-PASS-1, 1939-PASS-4. */
  @ParameterizedTest
  @ValueSource(strings = {"CAPA", "XYZZ", "USER", "STAT", "PASS wrong", "LANG", ""})
  void whateverComesBetweenVoidsTheName(String between) {
    try (WireClient client = greeted()) {
      client.call("USER known");
      String reply = client.call(between);
      if (reply.startsWith("+OK")) {
        while (!client.line().equals(".")) {
          // The rest of a listing.
        }
      }
      assertThat(client.call("PASS right")).isEqualTo("-ERR command not valid in this state");
    }
  }

  /** a second USER replaces the first. */
  @Test
  void secondNameCounts() {
    try (WireClient client = greeted()) {
      client.call("USER unknown");
      client.call("USER known");
      assertThat(client.call("PASS right")).isEqualTo("+OK maildrop has 1 message");
    }
  }

  /** A-11, 1939-AUTH-3: the reply comes before the end. */
  @Test
  void thirdFailureEndsTheSession() {
    try (WireClient client = greeted()) {
      client.send("USER known\r\nPASS wrong\r\n".repeat(4));
      assertThat(client.rest()).isEqualTo(("+OK send PASS\r\n" + FAILED + "\r\n").repeat(3));
    }
  }

  /** 1939-AUTH-2. */
  @Test
  void rightPasswordAfterAWrongOneWorks() {
    try (WireClient client = greeted()) {
      client.call("USER known");
      client.call("PASS wrong");
      client.call("USER known");
      assertThat(client.call("PASS right")).startsWith("+OK");
    }
  }

  /** E-X-04, 1939-LOCK-1, A-28. */
  @Test
  void secondSessionIsToldThatTheMaildropIsInUse() {
    try (WireClient first = pop3.connect().login("known", "right");
        WireClient second = greeted()) {
      second.call("USER known");
      assertThat(second.call("PASS right"))
          .isEqualTo("-ERR [IN-USE] maildrop is in use by another session");
      assertThat(first.call("STAT")).isEqualTo("+OK 1 17");
      first.call("QUIT");
      second.call("USER known");
      assertThat(second.call("PASS right")).startsWith("+OK");
    }
  }

  /** E-X-05, 2449-RC-6. */
  @Test
  void wrongPasswordOfABusyMaildropIsAWrongPassword() {
    try (WireClient first = pop3.connect().login("known", "right");
        WireClient second = greeted()) {
      second.call("USER known");
      assertThat(second.call("PASS wrong")).isEqualTo(FAILED);
      assertThat(first.call("NOOP")).startsWith("+OK");
    }
  }

  /** 1939-AUTH-5, RFC 3206 section 4; afterwards nothing is locked (1939-LOCK-3, MD-26). */
  @ParameterizedTest
  @CsvSource({
    "OPEN,BUSY,-ERR [IN-USE] maildrop is in use by another session",
    "OPEN,TEMPORARY,'-ERR [SYS/TEMP] maildrop can''t be opened now, try later'",
    "OPEN,PERMANENT,-ERR [SYS/PERM] maildrop can't be opened",
    "OPEN,RUNTIME_EXCEPTION,'-ERR [SYS/TEMP] maildrop can''t be opened now, try later'",
    "LISTING,RUNTIME_EXCEPTION,'-ERR [SYS/TEMP] maildrop can''t be opened now, try later'"
  })
  void troubleInOpeningIsTold(Step step, Fault fault, String reply) {
    pop3.faults().failOnce(step, fault);
    try (WireClient client = greeted()) {
      client.call("USER known");
      assertThat(client.call("PASS right")).isEqualTo(reply);
      assertThat(pop3.mail().isLocked("known")).isFalse();
      client.call("USER known");
      assertThat(client.call("PASS right")).startsWith("+OK");
    }
  }

  /** RFC 3206 section 4: the client keeps its password. */
  @ParameterizedTest
  @CsvSource({
    "false,'-ERR [SYS/TEMP] authentication is not possible now, try later'",
    "true,-ERR [SYS/PERM] authentication is not possible"
  })
  void troubleOfTheBackendIsNoWrongPassword(boolean lasting, String reply) {
    pop3.backend().breakDown(lasting);
    try (WireClient client = greeted()) {
      for (int i = 0; i < 5; i++) {
        client.call("USER known");
        assertThat(client.call("PASS right")).isEqualTo(reply);
      }
    }
  }

  @Test
  void capabilitiesAreWhatWorks() {
    List<String> always =
        List.of(
            "TOP",
            "UIDL",
            "USER",
            "SASL SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 PLAIN",
            "RESP-CODES",
            "AUTH-RESP-CODE",
            "PIPELINING",
            "EXPIRE NEVER",
            "LANG",
            "UTF8 USER");
    try (WireClient client = greeted()) {
      assertThat(capabilities(client)).isEqualTo(always);
      client.call("USER known");
      client.call("PASS right");
      List<String> now = new ArrayList<>(always);
      now.add("IMPLEMENTATION io.pop3");
      assertThat(capabilities(client)).isEqualTo(now);
    }
  }

  private static List<String> capabilities(WireClient client) {
    List<String> lines = client.callForLines("CAPA").lines().toList();
    assertThat(lines).startsWith("+OK capabilities follow").endsWith(".");
    return lines.subList(1, lines.size() - 1);
  }

  /** 6856-LANG-2, -3, -5; A-52. */
  @ParameterizedTest
  @CsvSource({
    "LANG en,+OK en English is used",
    "LANG EN-gb,+OK en English is used",
    "LANG *,+OK en English is used",
    "LANG i-default,+OK en English is used",
    "LANG de,-ERR no such language"
  })
  void languageIsEnglish(String line, String reply) {
    try (WireClient client = greeted()) {
      assertThat(client.call(line)).isEqualTo(reply);
      assertThat(client.callForLines("LANG"))
          .isEqualTo("+OK languages follow\r\nen English\r\n.\r\n");
    }
  }

  /** Without the option and its timestamp there is no APOP. */
  @Test
  void apopIsRefusedUnlessInvited() {
    try (WireClient client = greeted()) {
      assertThat(client.call("APOP known " + "0".repeat(32)))
          .isEqualTo("-ERR APOP is not available");
    }
  }

  @Nested
  class WithApop {

    @RegisterExtension
    final Pop3ServerExtension apop =
        Pop3ServerExtension.create()
            .user("known", "tanstaaf")
            .options(
                options ->
                    options
                        .withLogins(options.logins().withApop(true))
                        .withIdentity(options.identity().withHostName("mail.example.com")));

    private ApopTimestamp timestamp(WireClient client) {
      String text = client.line().substring("+OK ".length());
      return new Greeting(StatusLine.ok(text)).timestamp().orElseThrow();
    }

    /** 1939-APOP-1, -2: letters, digits, dots and hyphens alone, and never the same. */
    @Test
    void timestampsAreStrictAndUnique() {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        try (WireClient client = apop.connect()) {
          String timestamp = timestamp(client).value();
          assertThat(timestamp).matches("<[A-Za-z0-9.-]+@mail\\.example\\.com>");
          assertThat(seen.add(timestamp)).isTrue();
        }
      }
    }

    /** 1939-APOP-6, A-49: hexadecimal digits in any case. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rightDigestOpensTheMaildrop(boolean upperCase) {
      try (WireClient client = apop.connect()) {
        String digest = ApopDigest.of(timestamp(client), Secret.of("tanstaaf"));
        String sent = upperCase ? digest.toUpperCase(Locale.ROOT) : digest;
        assertThat(client.call("APOP known " + sent)).isEqualTo("+OK maildrop has 0 messages");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "unknown"})
    void wrongDigestIsAnsweredAlikeForEveryName(String name) {
      try (WireClient client = apop.connect()) {
        String digest = ApopDigest.of(timestamp(client), Secret.of("wrong"));
        assertThat(client.call("APOP " + name + " " + digest)).isEqualTo(FAILED);
      }
    }

    /** A digest is good for one connection alone. */
    @Test
    void digestOfAnotherGreetingIsWrong() {
      try (WireClient one = apop.connect();
          WireClient other = apop.connect()) {
        String digest = ApopDigest.of(timestamp(one), Secret.of("tanstaaf"));
        other.line();
        assertThat(other.call("APOP known " + digest)).isEqualTo(FAILED);
      }
    }
  }

  @Nested
  class WithoutCleartext {

    @RegisterExtension
    final Pop3ServerExtension secure =
        Pop3ServerExtension.create()
            .user("known", "right")
            .options(
                options ->
                    options.withLogins(options.logins().withCleartext(CleartextLogins.REFUSED)));

    /** A-34, 1939-USER-4: the same for every name, and CAPA does not lie. */
    @ParameterizedTest
    @ValueSource(strings = {"known", "unknown"})
    void userIsRefusedWithoutCode(String name) {
      try (WireClient client = secure.connect()) {
        client.line();
        assertThat(client.call("USER " + name)).isEqualTo("-ERR this login only under TLS");
        assertThat(client.call("PASS right")).isEqualTo("-ERR command not valid in this state");
        assertThat(client.callForLines("CAPA")).doesNotContain("\r\nUSER\r\n");
      }
    }
  }

  @Nested
  class WithoutPasswords {

    @RegisterExtension
    final Pop3ServerExtension secretsOnly =
        Pop3ServerExtension.create()
            .users(users -> users.user("known", "right").offering(Offer.SHARED_SECRETS))
            .options(options -> options.withLogins(options.logins().withApop(true)));

    @Test
    void userIsRefusedAndNotAnnounced() {
      try (WireClient client = secretsOnly.connect()) {
        client.line();
        assertThat(client.call("USER known")).startsWith("-ERR ");
        assertThat(client.callForLines("CAPA")).doesNotContain("\r\nUSER\r\n");
      }
    }
  }
}
