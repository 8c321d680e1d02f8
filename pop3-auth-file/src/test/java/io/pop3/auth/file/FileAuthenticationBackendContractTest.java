package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.AuthenticationBackendContract;
import io.pop3.spi.testkit.BackendBehavior;
import io.pop3.spi.testkit.TestAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract of backends, kept by users files of several kinds. */
class FileAuthenticationBackendContractTest {

  /** Users as {@code pop3d user add} makes them, and nothing else allowed. */
  @Nested
  class WithOneStrongHashForEachUser extends OverFile {
    WithOneStrongHashForEachUser() {
      super(List.of(PasswordScheme.ARGON2ID), Map.of(), Set.of());
    }
  }

  /** bcrypt sees 72 octets, which must not show. */
  @Nested
  class WithBcrypt extends OverFile {
    WithBcrypt() {
      super(List.of(PasswordScheme.BLF_CRYPT), Map.of(), Set.of());
    }
  }

  /** Every login method that a users file can serve. */
  @Nested
  class WithSeveralCredentialsForEachUser extends OverFile {
    WithSeveralCredentialsForEachUser() {
      super(
          List.of(
              PasswordScheme.SHA512_CRYPT,
              PasswordScheme.SCRAM_SHA_256,
              PasswordScheme.SCRAM_SHA_1,
              PasswordScheme.PLAIN),
          Map.of("weak-schemes", "PLAIN"),
          Set.of(BackendBehavior.KNOWS_SHARED_SECRETS, BackendBehavior.KNOWS_SCRAM_CREDENTIALS));
    }
  }

  /** Names of any case, passwords in the clear alone, as in the demonstration. */
  @Nested
  class IgnoringCase extends OverFile {
    IgnoringCase() {
      super(
          List.of(PasswordScheme.PLAIN),
          Map.of("weak-schemes", "plain", "ignore-case", "true"),
          Set.of(BackendBehavior.KNOWS_SHARED_SECRETS, BackendBehavior.IGNORES_CASE_OF_NAMES));
    }
  }

  /** A users file with some schemes. */
  abstract static class OverFile extends AuthenticationBackendContract {

    private final List<PasswordScheme> schemes;
    private final Map<String, String> configuration;
    private final Set<BackendBehavior> behaviors;

    @TempDir private Path directory;

    OverFile(
        List<PasswordScheme> schemes,
        Map<String, String> configuration,
        Set<BackendBehavior> behaviors) {
      this.schemes = schemes;
      this.configuration = configuration;
      this.behaviors = EnumSet.of(BackendBehavior.CHECKS_PASSWORDS);
      this.behaviors.addAll(behaviors);
    }

    @Override
    protected AuthenticationBackend createBackend(List<TestAccount> accounts) throws Exception {
      String lines = accounts.stream().map(this::lines).collect(Collectors.joining());
      Files.writeString(directory.resolve("users"), "# users\n" + lines);
      Map<String, String> all = new HashMap<>(configuration);
      all.put("path", "users");
      return new FileAuthenticationBackendFactory()
          .create(ProviderContext.of(all).withBaseDirectory(directory));
    }

    private String lines(TestAccount account) {
      return schemes.stream()
          .map(scheme -> Samples.cheap(scheme).hash(Secret.of(account.password())).field())
          .map(field -> account.name() + ":" + field + "\n")
          .collect(Collectors.joining());
    }

    @Override
    protected boolean hasBehavior(BackendBehavior behavior) {
      return behaviors.contains(behavior);
    }
  }
}
