package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.testkit.AuthenticationBackendContract;
import io.pop3.spi.testkit.BackendBehavior;
import io.pop3.spi.testkit.Breakage;
import io.pop3.spi.testkit.TestAccount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The contract that every backend keeps, in front of a real directory server. */
abstract class LdapBackendContract extends AuthenticationBackendContract {

  private Optional<TestDirectory> directory = Optional.empty();

  abstract ProviderContext configuration(TestDirectory directory);

  @Override
  protected final AuthenticationBackend createBackend(List<TestAccount> accounts) throws Exception {
    TestDirectory made = new TestDirectory(TestCertificates.trusted().server());
    directory = Optional.of(made);
    for (TestAccount account : accounts) {
      made.addPerson(account.name(), account.password());
    }
    return new LdapBackendFactory().create(configuration(made));
  }

  @Override
  protected final Breakage breakBackend() {
    TestDirectory broken = directory.orElseThrow();
    broken.server.shutDown(true);
    return () -> {
      try {
        broken.server.startListening();
      } catch (LDAPException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Override
  protected final boolean hasBehavior(BackendBehavior behavior) {
    return Set.of(
            BackendBehavior.CHECKS_PASSWORDS,
            BackendBehavior.IGNORES_CASE_OF_NAMES,
            BackendBehavior.CAN_BE_BROKEN)
        .contains(behavior);
  }

  @AfterEach
  final void stopDirectory() {
    directory.ifPresent(TestDirectory::close);
  }
}
