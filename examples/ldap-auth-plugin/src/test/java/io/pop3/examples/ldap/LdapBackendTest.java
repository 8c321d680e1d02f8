package io.pop3.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.pop3.examples.ldap.Logins.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and under which name. */
final class LdapBackendTest {

  private TestDirectory directory;

  @BeforeEach
  void startDirectory() throws Exception {
    directory = new TestDirectory(TestCertificates.trusted().server());
    directory.addPerson("alice", "wonderland", new Attribute("mail", "alice@example.org"));
    directory.addPerson("bob", "builder");
  }

  @AfterEach
  void stopDirectory() {
    directory.close();
  }

  @ParameterizedTest
  @EnumSource
  void theRightPasswordOpensTheOwnMaildrop(Mode mode) {
    try (Logins logins = mode.logins(directory)) {
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      assertThat(logins.verify("bob", "builder")).isEqualTo(Outcome.accepted("bob"));
      assertThat(logins.verify("bob", "wonderland")).isEqualTo(Outcome.WRONG_CREDENTIAL);
    }
  }

  @Test
  void aSearchTellsUnknownUsersFromWrongPasswords() {
    try (Logins logins = Mode.SEARCH.logins(directory)) {
      assertThat(logins.verify("alice", "wrong")).isEqualTo(Outcome.WRONG_CREDENTIAL);
      assertThat(logins.verify("mallory", "wrong")).isEqualTo(Outcome.UNKNOWN_USER);
    }
  }

  /** AU-13: such a bind would succeed at many directories, and prove nothing. */
  @ParameterizedTest
  @EnumSource
  void anEmptyPasswordNeverReachesTheDirectory(Mode mode) {
    try (Logins logins = mode.logins(directory)) {
      assertThat(logins.verify("alice", "")).isEqualTo(Outcome.WRONG_CREDENTIAL);
      assertThat(logins.verify("alice", "wonderland\0")).isEqualTo(Outcome.WRONG_CREDENTIAL);
      assertThat(logins.verify("alice", "\0")).isEqualTo(Outcome.WRONG_CREDENTIAL);
    }
    assertThat(directory.binds).hasValue(0);
    assertThat(directory.searches).hasValue(0);
  }

  /** AU-07: directories compare names in their own way; mail is kept under one of them. */
  @ParameterizedTest
  @EnumSource
  void theNameIsTheOneThatTheDirectoryHas(Mode mode) {
    try (Logins logins = mode.logins(directory)) {
      assertThat(logins.verify("ALICE", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      for (String spelling : new String[] {" alice", "alice ", "\u00a0alice", "al  ice"}) {
        assertThat(logins.verify(spelling, "wonderland")).isEqualTo(Outcome.UNKNOWN_USER);
      }
    }
  }

  @Test
  void aFilterMayKnowAUserByMoreThanOneAttribute() {
    try (Logins logins = new Logins(directory.searching("filter", "(|(uid=%u)(mail=%u))"))) {
      assertThat(logins.verify("Alice@Example.org", "wonderland"))
          .isEqualTo(Outcome.accepted("alice"));
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
    }
  }

  @Test
  void mailMayBeKeptUnderAnotherAttribute() {
    try (Logins logins = new Logins(directory.direct("name-attribute", "mail"))) {
      assertThat(logins.verify("alice", "wonderland"))
          .isEqualTo(Outcome.accepted("alice@example.org"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "alice*",
        "a*e",
        "alice)(|(uid=*",
        "*)(objectClass=*))(|(uid=*",
        "\\61lice",
        "alice\\2c",
        "alice,ou=people",
        "alice+uid=bob",
        "#616c696365",
        "%u"
      })
  void aNameThatIsMadeToBreakOutFindsNobody(String name) {
    try (Logins search = Mode.SEARCH.logins(directory);
        Logins direct = Mode.DIRECT.logins(directory)) {
      assertThat(search.verify(name, "wonderland")).isEqualTo(Outcome.UNKNOWN_USER);
      assertThat(direct.verify(name, "wonderland")).isEqualTo(Outcome.WRONG_CREDENTIAL);
    }
  }

  @Test
  void aNameWithSpecialCharactersFindsItsOwner() throws Exception {
    directory.addPerson("a,b+c\"\\<>;=#*()", "special");
    try (Logins search = Mode.SEARCH.logins(directory);
        Logins direct = Mode.DIRECT.logins(directory)) {
      Outcome itself = Outcome.accepted("a,b+c\"\\<>;=#*()");
      assertThat(search.verify("a,b+c\"\\<>;=#*()", "special")).isEqualTo(itself);
      assertThat(direct.verify("a,b+c\"\\<>;=#*()", "special")).isEqualTo(itself);
    }
  }

  @Test
  void aNameOfSeveralEntriesIsTroubleAndNobodysLogin() throws Exception {
    try (Logins logins = new Logins(directory.searching("filter", "(cn=%u)"))) {
      directory.addPerson("carol", "wonderland", new Attribute("cn", "everybody"));
      assertThat(logins.verify("everybody", "wonderland")).isEqualTo(Outcome.accepted("carol"));
      for (String more : new String[] {"dave", "eve"}) {
        directory.addPerson(more, "wonderland", new Attribute("cn", "everybody"));
        assertThat(logins.verify("everybody", "wonderland")).isEqualTo(Outcome.LASTING);
        assertThat(logins.message()).contains("several entries");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEntryWithoutOneNameIsTroubleForItsUserAlone(Mode mode) throws Exception {
    directory.addPerson("carol", "singing", new Attribute("mail", "c@example.org", "k@a.example"));
    try (Logins logins = mode.logins(directory, "name-attribute", "mail")) {
      assertThat(logins.verify("carol", "singing")).isEqualTo(Outcome.LASTING);
      assertThat(logins.message()).contains("mail", "2 values", "one");
      assertThat(logins.verify("bob", "builder")).isEqualTo(Outcome.LASTING);
      assertThat(logins.message()).contains("mail", "0 values", "one");
      assertThat(logins.verify("alice", "wonderland"))
          .isEqualTo(Outcome.accepted("alice@example.org"));
      assertThat(logins.verify("carol", "wrong"))
          .as("nothing to learn without the password")
          .isEqualTo(Outcome.WRONG_CREDENTIAL);
    }
  }

  @Test
  void aNameThatNoMailIsKeptUnderIsTrouble() throws Exception {
    directory.addPerson("carol", "singing", new Attribute("mail", "c\nd"));
    try (Logins logins = new Logins(directory.direct("name-attribute", "mail"))) {
      assertThat(logins.verify("carol", "singing")).isEqualTo(Outcome.LASTING);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_CREDENTIALS, WRONG_CREDENTIAL",
    "INAPPROPRIATE_AUTHENTICATION, WRONG_CREDENTIAL",
    "NO_SUCH_OBJECT, UNKNOWN_USER",
    "INVALID_DN_SYNTAX, UNKNOWN_USER",
    "CONSTRAINT_VIOLATION, NOT_ALLOWED",
    "UNWILLING_TO_PERFORM, NOT_ALLOWED",
    "INSUFFICIENT_ACCESS_RIGHTS, NOT_ALLOWED",
    "BUSY, TEMPORARY",
    "UNAVAILABLE, TEMPORARY",
    "OPERATIONS_ERROR, TEMPORARY",
    "OTHER, TEMPORARY",
    "ADMIN_LIMIT_EXCEEDED, TEMPORARY",
    "CONFIDENTIALITY_REQUIRED, LASTING",
    "STRONG_AUTH_REQUIRED, LASTING",
    "AUTH_METHOD_NOT_SUPPORTED, LASTING",
    "REFERRAL, LASTING"
  })
  void whatABindEndsWithIsTold(String code, Outcome.Kind expected) throws Exception {
    directory.bindResult.set(code(code));
    for (Mode mode : Mode.values()) {
      try (Logins logins = mode.logins(directory)) {
        assertThat(logins.verify("alice", "wonderland").kind()).as("%s", mode).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_CREDENTIALS, LASTING",
    "INSUFFICIENT_ACCESS_RIGHTS, LASTING",
    "REFERRAL, LASTING",
    "BUSY, TEMPORARY",
    "UNAVAILABLE, TEMPORARY",
    "TIME_LIMIT_EXCEEDED, TEMPORARY"
  })
  void aSearchThatFailsIsNoDenial(String code, Outcome.Kind expected) throws Exception {
    directory.searchResult.set(code(code));
    for (Mode mode : Mode.values()) {
      try (Logins logins = mode.logins(directory)) {
        assertThat(logins.verify("alice", "wonderland").kind()).as("%s", mode).isEqualTo(expected);
        directory.searchResult.set(ResultCode.SUCCESS);
        assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
        directory.searchResult.set(code(code));
      }
    }
  }

  private static ResultCode code(String name) throws Exception {
    return (ResultCode) ResultCode.class.getField(name).get(null);
  }

  @Test
  void aWrongPasswordOfTheReaderIsTroubleToMendAndNotShown() {
    try (Logins logins = new Logins(directory.searching("bind-password", "not the reader's"))) {
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.LASTING);
      assertThat(logins.trace()).doesNotContain("not the reader's", "wonderland");
    }
  }

  @Test
  void anybodyMaySearchIfTheDirectoryAllowsIt() {
    try (Logins logins = new Logins(directory.searchingAnonymously())) {
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
    }
  }

  /** A password goes to the directory that was configured, and nowhere else. */
  @Test
  void referralsAreNotFollowed() throws Exception {
    try (TestDirectory other = new TestDirectory(TestCertificates.trusted().server())) {
      other.addPerson("mallory", "tea");
      directory.referTo(other.clearUrl());
      for (Mode mode : Mode.values()) {
        try (Logins logins = mode.logins(directory)) {
          assertThat(logins.verify("mallory", "tea").kind())
              .isIn(Outcome.Kind.UNKNOWN_USER, Outcome.Kind.LASTING);
        }
      }
      assertThat(other.binds).hasValue(0);
      assertThat(other.searches).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatWasRestartedIsNoTrouble(Mode mode) throws LDAPException {
    try (Logins logins = mode.logins(directory)) {
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      directory.server.shutDown(true);
      directory.server.startListening();
      assertThat(logins.verify("alice", "wonderland"))
          .as("the pooled connections are dead")
          .isEqualTo(Outcome.accepted("alice"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreLoginsThanConnectionsWaitAndThenComeBackLater(Mode mode) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Logins logins =
        mode.logins(directory, "connections", "1", "timeout", "3s", "start-tls", "false")) {
      assertThat(logins.verify("bob", "builder")).isEqualTo(Outcome.accepted("bob"));
      directory.bindGate.set(gate);
      int before = directory.binds.get();
      CompletableFuture<Outcome> first =
          CompletableFuture.supplyAsync(() -> logins.verify("alice", "wonderland"));
      CompletableFuture<Outcome> second =
          CompletableFuture.supplyAsync(() -> logins.verify("bob", "builder"));
      // One waits for its bind, the other for the one.
      assertThat(second.get().kind()).isEqualTo(Outcome.Kind.TEMPORARY);
      assertThat(first.get().kind()).isEqualTo(Outcome.Kind.TEMPORARY);
      assertThat(directory.binds.get() - before).isBetween(1, 2);
      gate.countDown();
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
    }
  }
}
