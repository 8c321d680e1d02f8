package io.pop3.examples.members;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.AuthenticationBackendContract;
import io.pop3.spi.testkit.BackendBehavior;
import io.pop3.spi.testkit.Breakage;
import io.pop3.spi.testkit.TestAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The contract that every backend keeps: AU-01 to AU-16. */
final class MembersBackendContractTest extends AuthenticationBackendContract {

  @TempDir private Path directory;

  @Override
  protected AuthenticationBackend createBackend(List<TestAccount> accounts) throws Exception {
    Path file = MembersFile.in(directory);
    for (TestAccount account : accounts) {
      MembersFile.add(file, account.name(), "9999-12-31", account.password());
    }
    return new MembersBackendFactory()
        .create(ProviderContext.of(Map.of()).withBaseDirectory(directory));
  }

  @Override
  protected Breakage breakBackend() throws IOException {
    Path file = directory.resolve("members.csv");
    Path away = Files.move(file, directory.resolve("away.csv"));
    return () -> {
      try {
        Files.move(away, file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  protected boolean hasBehavior(BackendBehavior behavior) {
    return Set.of(BackendBehavior.CHECKS_PASSWORDS, BackendBehavior.CAN_BE_BROKEN)
        .contains(behavior);
  }
}
