package io.pop3.examples.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about members. */
final class MembersBackendTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeList() throws Exception {
    file = MembersFile.in(directory);
  }

  @ParameterizedTest
  @CsvSource({"2026-06-14, false", "2026-06-15, true", "2026-06-16, true"})
  void aMemberMayLogInThroughTheLastDayPaidFor(String paidUntil, boolean allowed) throws Exception {
    MembersFile.add(file, "alice", paidUntil, "wonderland");
    assertThat(verify("alice", "wonderland"))
        .isEqualTo(
            allowed
                ? Verdict.accepted(MaildropOwner.of("alice"))
                : Verdict.rejected(Reason.NOT_ALLOWED));
    assertThat(verify("alice", "wrong"))
        .as("nobody learns without the password that alice is behind with her fees")
        .isEqualTo(Verdict.rejected(Reason.WRONG_CREDENTIAL));
  }

  @Test
  void aHashMadeByAnotherProgramIsUnderstood() throws Exception {
    // The command of the README, with the salt 000102…0f.
    MembersFile.addLine(
        file,
        "alice,2030-12-31,600000:AAECAwQFBgcICQoLDA0ODw==:S4RVv8t9lTjVcpDBQ1EvyTdhM26SR+OUksvtATHVAow=");
    assertThat(verify("alice", "wonderland")).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void aChangedListCountsAtTheNextLogin() throws Exception {
    MembersFile.add(file, "alice", "2030-12-31", "wonderland");
    assertThat(verify("bob", "builder")).isEqualTo(Verdict.rejected(Reason.UNKNOWN_USER));
    MembersFile.add(file, "bob", "2030-12-31", "builder");
    assertThat(verify("bob", "builder")).isEqualTo(Verdict.accepted(MaildropOwner.of("bob")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "alice,",
        "alice,2030-12-31",
        "alice,2030-12-31,",
        "alice,2030-12-31,10:c2FsdA==",
        "alice,2030-12-31,0:c2FsdA==:9SVAqDAumrGSdSoXuxFbnSGb0bbjI2DRmWJSmTLtNn4=",
        "alice,2030-12-31,10::9SVAqDAumrGSdSoXuxFbnSGb0bbjI2DRmWJSmTLtNn4=",
        "alice,2030-12-31,10:c2FsdA==:c2hvcnQ=",
        "alice,2030-12-31,10:c2FsdA==:no base64",
        "alice,31.12.2030,10:c2FsdA==:9SVAqDAumrGSdSoXuxFbnSGb0bbjI2DRmWJSmTLtNn4="
      })
  void aBrokenLineCostsOnlyThatMemberTheLogin(String line) throws Exception {
    MembersFile.addLine(file, line);
    MembersFile.add(file, "bob", "2030-12-31", "builder");
    assertThat(verify("bob", "builder")).isInstanceOf(Verdict.Accepted.class);
    assertThatThrownBy(() -> verify("alice", "wonderland"))
        .isInstanceOfSatisfying(
            BackendUnavailableException.class, e -> assertThat(e.isLasting()).isTrue())
        .hasMessageContaining("expected")
        .hasMessageNotContainingAny("9SVAqDAumrGS", "c2hvcnQ=", "no base64");
  }

  @Test
  void aListThatIsAwayIsTroubleThatPasses() throws Exception {
    try (AuthenticationBackend backend = backend();
        Secret password = Secret.of("wonderland")) {
      Files.delete(file);
      assertThatThrownBy(
              () -> backend.passwords().orElseThrow().verify(new UserName("alice"), password))
          .isInstanceOfSatisfying(
              BackendUnavailableException.class, e -> assertThat(e.isLasting()).isFalse());
    }
  }

  private Verdict verify(String name, String password) throws Exception {
    try (AuthenticationBackend backend = backend();
        Secret secret = Secret.of(password)) {
      return backend.passwords().orElseThrow().verify(new UserName(name), secret);
    }
  }

  private AuthenticationBackend backend() {
    return new MembersBackendFactory()
        .create(
            ProviderContext.of(Map.of("path", "members.csv"))
                .withBaseDirectory(directory)
                .withClock(CLOCK));
  }
}
