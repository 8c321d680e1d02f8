package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.AuthenticationBackendContract;
import io.pop3.spi.testkit.BackendBehavior;
import io.pop3.spi.testkit.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Names of any case, as in the demonstration. */
  @Nested
  class IgnoringCase extends OverFile {
    IgnoringCase() {
      super(
          List.of(PasswordScheme.PLAIN, PasswordScheme.SCRAM_SHA_256),
          Map.of("weak-schemes", "plain", "ignore-case", "true"),
          Set.of(
              BackendBehavior.KNOWS_SHARED_SECRETS,
              BackendBehavior.KNOWS_SCRAM_CREDENTIALS,
              BackendBehavior.IGNORES_CASE_OF_NAMES));
    }
  }

  /** A users file with some schemes. */
  abstract static class OverFile extends AuthenticationBackendContract {

    private final List<PasswordScheme> schemes;
    private final Map<String, String> configuration;
    private final Set<BackendBehavior> behaviors;

    @TempDir private Path directory;
    private List<TestAccount> accounts = List.of();

    OverFile(
        List<PasswordScheme> schemes,
        Map<String, String> configuration,
        Set<BackendBehavior> behaviors) {
      this.schemes = schemes;
      this.configuration = configuration;
      // Never broken: if the file can't be read any more, what was read before stays in force.
      this.behaviors =
          EnumSet.of(BackendBehavior.CHECKS_PASSWORDS, BackendBehavior.NOTICES_CHANGES);
      this.behaviors.addAll(behaviors);
    }

    @Override
    protected AuthenticationBackend createBackend(List<TestAccount> all) throws Exception {
      accounts = all;
      write();
      Map<String, String> keys = new HashMap<>(configuration);
      keys.put("path", "users");
      return new FileAuthenticationBackendFactory()
          .create(ProviderContext.of(keys).withBaseDirectory(directory));
    }

    /** As an editor does it: another file takes the place of the old one. */
    private void write() throws IOException {
      String lines = accounts.stream().map(this::lines).collect(Collectors.joining());
      Path next = Files.writeString(directory.resolve("users.new"), "# users\n" + lines);
      Files.move(next, directory.resolve("users"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    protected void changePassword(TestAccount account, String password) throws Exception {
      accounts =
          accounts.stream()
              .map(
                  old ->
                      old.name().equals(account.name())
                          ? new TestAccount(old.name(), password, old.mayActAs())
                          : old)
              .toList();
      write();
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
