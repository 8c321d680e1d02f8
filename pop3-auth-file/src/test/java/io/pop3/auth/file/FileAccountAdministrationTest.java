package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAccountAdministrationTest {

  private static final UserName HARISH = new UserName("harish");
  private static final UserName BOB = new UserName("bob");
  private static final Secret VEGETABLES = Secret.of("vegetables");
  private static final Secret FRUIT = Secret.of("fruit");

  @TempDir private Path directory;

  @Test
  void accountsAreAddedListedChangedAndRemoved() throws Exception {
    AccountAdministration accounts = administration(Map.of());
    assertThat(accounts.list()).isEmpty();

    accounts.add(HARISH, VEGETABLES, "ARGON2ID");
    accounts.add(BOB, FRUIT, "SCRAM-SHA-1");
    assertThat(accounts.list()).containsExactly(HARISH, BOB);
    assertThat(verify(HARISH, VEGETABLES)).isInstanceOf(Verdict.Accepted.class);

    accounts.setPassword(HARISH, FRUIT, "scram-sha-256");
    assertThat(verify(HARISH, FRUIT)).isInstanceOf(Verdict.Accepted.class);
    assertThat(verify(HARISH, VEGETABLES)).isInstanceOf(Verdict.Rejected.class);

    accounts.remove(HARISH);
    assertThat(accounts.list()).containsExactly(BOB);
  }

  @Test
  void theRecommendedSchemeComesFirstAndWeakOnesMustBeAllowed() {
    assertThat(administration(Map.of()).schemes())
        .startsWith("ARGON2ID")
        .contains("SCRAM-SHA-256", "SHA512-CRYPT")
        .doesNotContain("PLAIN", "SSHA");
    assertThat(administration(Map.of("weak-schemes", "PLAIN,SSHA")).schemes())
        .contains("PLAIN")
        .doesNotContain("SSHA");
  }

  @Test
  void aPasswordCanBeKeptInSeveralSchemes() throws Exception {
    administration(Map.of()).add(HARISH, VEGETABLES, "ARGON2ID, SCRAM-SHA-256");

    assertThat(UsersFile.at(path()).read().users())
        .singleElement()
        .extracting(UserEntry::schemes)
        .asString()
        .isEqualTo("[ARGON2ID, SCRAM-SHA-256]");
  }

  @Test
  void whatDoesNotFitIsRefusedWithoutThePassword() throws Exception {
    AccountAdministration accounts = administration(Map.of());
    accounts.add(HARISH, VEGETABLES, "SCRAM-SHA-1");

    assertRefused("a new one", () -> accounts.add(HARISH, VEGETABLES, "SCRAM-SHA-256"));
    assertRefused("one of the file", () -> accounts.setPassword(BOB, VEGETABLES, "SCRAM-SHA-256"));
    assertRefused("one of the file", () -> accounts.remove(BOB));
    assertRefused("one of ARGON2ID,", () -> accounts.add(BOB, VEGETABLES, "PLAIN"));
    assertRefused("one of ARGON2ID,", () -> accounts.add(BOB, VEGETABLES, "SSHA"));
    assertRefused("one of ARGON2ID,", () -> accounts.add(BOB, VEGETABLES, ""));
    assertRefused("colon", () -> accounts.add(new UserName("a:b"), VEGETABLES, "SCRAM-SHA-256"));
    assertRefused("password", () -> accounts.add(BOB, Secret.of("vegetables\0"), "SCRAM-SHA-256"));
    assertThat(accounts.list()).containsExactly(HARISH);
  }

  @Test
  void aFileThatCannotBeUsedIsTroubleOfTheBackend() throws Exception {
    AccountAdministration accounts = administration(Map.of());
    Files.createDirectory(path());

    assertThatThrownBy(accounts::list)
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("users file " + path() + ": is not a regular file");
    assertThatThrownBy(() -> accounts.add(HARISH, VEGETABLES, "SCRAM-SHA-256"))
        .isInstanceOf(BackendUnavailableException.class);
    assertThatThrownBy(() -> accounts.setPassword(HARISH, VEGETABLES, "SCRAM-SHA-256"))
        .isInstanceOf(BackendUnavailableException.class);
    assertThatThrownBy(() -> accounts.remove(HARISH))
        .isInstanceOf(BackendUnavailableException.class);
  }

  @Test
  void aWrongConfigurationIsRefused() {
    assertThatThrownBy(() -> administration(Map.of("scram", "x")))
        .isInstanceOf(ProviderConfigurationException.class);
  }

  private static void assertRefused(String expected, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("vegetables");
  }

  private Path path() {
    return directory.resolve("users");
  }

  private AccountAdministration administration(Map<String, String> configuration) {
    Map<String, String> all = new HashMap<>(configuration);
    all.put("path", "users");
    return new FileAuthenticationBackendFactory()
        .administration(ProviderContext.of(all).withBaseDirectory(directory))
        .orElseThrow();
  }

  private Verdict verify(UserName name, Secret password) throws Exception {
    ProviderContext context =
        ProviderContext.of(Map.of("path", "users")).withBaseDirectory(directory);
    try (AuthenticationBackend backend = new FileAuthenticationBackendFactory().create(context)) {
      return backend.passwords().orElseThrow().verify(name, password);
    }
  }
}
