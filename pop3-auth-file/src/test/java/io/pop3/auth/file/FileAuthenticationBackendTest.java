package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.ScramCredentialSource;
import io.pop3.spi.authentication.SharedSecretSource;
import io.pop3.spi.authentication.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAuthenticationBackendTest {

  private static final UserName HARISH = new UserName("harish");
  private static final Map<String, String> PLAIN = Map.of("weak-schemes", "PLAIN");

  @TempDir private Path directory;

  @Test
  void theDemonstrationUserCanUseEveryMethodThatNeedsThePassword() throws Exception {
    AuthenticationBackend backend = backend(PLAIN, "harish:{PLAIN}vegetables::::/srv/harish");

    Verdict verdict = verify(backend, "harish", "vegetables");
    SharedSecretSource.SharedSecret shared =
        backend.sharedSecrets().orElseThrow().find(HARISH).orElseThrow();

    assertThat(verdict).isEqualTo(Verdict.accepted(shared.owner()));
    assertThat(shared.secret()).isEqualTo(Secret.of("vegetables"));
    assertThat(shared.owner().attributes()).containsEntry("home", "/srv/harish");
    assertThat(backend.scram()).isEmpty();
  }

  @Test
  void withoutPlainThereAreNoSharedSecrets() throws Exception {
    AuthenticationBackend backend = backend(Map.of(), "harish:{PLAIN}vegetables");

    assertThat(backend.sharedSecrets()).isEmpty();
    assertThat(verify(backend, "harish", "vegetables"))
        .isEqualTo(Verdict.rejected(Verdict.Reason.NOT_ALLOWED));
  }

  @Test
  void reasonsTellTheLogWhatHappened() throws Exception {
    AuthenticationBackend backend =
        backend(PLAIN, "harish:{PLAIN}vegetables", "gone:{PLAIN}pw::::::nologin", "broken:");

    assertThat(reason(backend, "harish", "wrong")).isEqualTo(Verdict.Reason.WRONG_CREDENTIAL);
    assertThat(reason(backend, "nobody", "wrong")).isEqualTo(Verdict.Reason.UNKNOWN_USER);
    assertThat(reason(backend, "gone", "pw")).isEqualTo(Verdict.Reason.NOT_ALLOWED);
    assertThat(reason(backend, "gone", "wrong")).isEqualTo(Verdict.Reason.WRONG_CREDENTIAL);
    assertThat(reason(backend, "broken", "x")).isEqualTo(Verdict.Reason.NOT_ALLOWED);
    // what can't be prepared fails the login like any wrong password.
    assertThat(reason(backend, "harish", "vegetables\u0007"))
        .isEqualTo(Verdict.Reason.WRONG_CREDENTIAL);
    assertThat(reason(backend, "nobody", "\u0007")).isEqualTo(Verdict.Reason.UNKNOWN_USER);
  }

  @Test
  void aUserWhoMayNotLogInHasNoSecretsEither() throws Exception {
    String scram = Samples.scram("pw").field();
    AuthenticationBackend backend =
        backend(
            Map.of("weak-schemes", "PLAIN", "scram", "SHA-256"),
            "gone:{PLAIN}pw::::::nologin",
            "gone:" + scram);

    UserName gone = new UserName("gone");
    assertThat(backend.sharedSecrets().orElseThrow().find(gone)).isEmpty();
    assertThat(backend.scram().orElseThrow().find(gone, ScramHash.SHA_256)).isEmpty();
  }

  @Test
  void scramIsOfferedIfEverybodyCouldUseItAtTheStart() throws Exception {
    String scram = "harish:" + Samples.scram("vegetables").field();

    assertThat(hashes(backend(PLAIN, scram))).containsExactly(ScramHash.SHA_256);
    assertThat(backend(PLAIN, scram, "bob:{PLAIN}pw").scram()).isEmpty();
  }

  @Test
  void whatScramIsOfferedCanBeConfigured() throws Exception {
    String scram = "harish:" + Samples.scram("vegetables").field();

    assertThat(hashes(backend(Map.of("scram", "SHA-1, sha-512"), scram)))
        .containsExactlyInAnyOrder(ScramHash.SHA_1, ScramHash.SHA_512);
    assertThat(backend(Map.of("scram", ""), scram).scram()).isEmpty();
    ScramCredentialSource source = backend(Map.of("scram", "SHA-1"), scram).scram().orElseThrow();
    assertThat(source.find(HARISH, ScramHash.SHA_256)).isEmpty();
    assertThat(source.find(HARISH, ScramHash.SHA_1)).isEmpty();
  }

  @Test
  void aVerifierIsServedAsItStandsInTheFile() throws Exception {
    // From the example of RFC 7677 section 3.
    AuthenticationBackend backend =
        backend(
            Map.of(),
            "user:{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,"
                + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,"
                + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");

    var found =
        backend.scram().orElseThrow().find(new UserName("user"), ScramHash.SHA_256).orElseThrow();

    assertThat(found.iterations()).isEqualTo(4096);
    assertThat(found.salt()).asBase64Encoded().isEqualTo("W22ZaJ0SNY7soEsUEjb6gQ==");
    assertThat(found.storedKey())
        .asBase64Encoded()
        .isEqualTo("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=");
    assertThat(found.serverKey())
        .asBase64Encoded()
        .isEqualTo("wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
  }

  /** AU-17. */
  @Test
  void theRevisionChangesWithTheFileAndOnlyThen() throws Exception {
    AuthenticationBackend backend = backend(PLAIN, "harish:{PLAIN}vegetables");
    long first = backend.revision();

    assertThat(verify(backend, "harish", "vegetables")).isInstanceOf(Verdict.Accepted.class);
    assertThat(backend.revision()).isEqualTo(first);

    write("harish:{PLAIN}fruit");
    assertThat(backend.revision()).isNotEqualTo(first);
    assertThat(reason(backend, "harish", "vegetables")).isEqualTo(Verdict.Reason.WRONG_CREDENTIAL);
  }

  /** AU-12. */
  @Test
  void afterClosingNothingIsAnswered() throws Exception {
    AuthenticationBackend backend = backend(PLAIN, "harish:{PLAIN}vegetables");
    SharedSecretSource secrets = backend.sharedSecrets().orElseThrow();
    backend.close();
    backend.close();

    assertThatThrownBy(() -> verify(backend, "harish", "vegetables"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("backend: closed (expected: open)");
    assertThatThrownBy(() -> secrets.find(HARISH)).isInstanceOf(IllegalStateException.class);
  }

  private AuthenticationBackend backend(Map<String, String> configuration, String... lines)
      throws IOException {
    write(lines);
    Map<String, String> all = new HashMap<>(configuration);
    all.put("path", "users");
    return new FileAuthenticationBackendFactory()
        .create(ProviderContext.of(all).withBaseDirectory(directory));
  }

  private void write(String... lines) throws IOException {
    Files.writeString(directory.resolve("users"), String.join("\n", lines));
  }

  private static Set<ScramHash> hashes(AuthenticationBackend backend) {
    return backend.scram().orElseThrow().hashes();
  }

  private static Verdict.Reason reason(AuthenticationBackend backend, String name, String password)
      throws Exception {
    return ((Verdict.Rejected) verify(backend, name, password)).reason();
  }

  private static Verdict verify(AuthenticationBackend backend, String name, String password)
      throws Exception {
    try (Secret secret = Secret.of(password)) {
      return backend.passwords().orElseThrow().verify(new UserName(name), secret);
    }
  }
}
