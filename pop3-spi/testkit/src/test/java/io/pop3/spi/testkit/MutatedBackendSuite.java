package io.pop3.spi.testkit;

import io.pop3.spi.authentication.AuthenticationBackend;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The contract suite over a backend with a mistake; run by {@link BackendSuiteTest} alone. */
@ExtendWith(MutatedBackendSuite.Mutator.class)
class MutatedBackendSuite extends InMemoryAuthenticationBackendTest {

  /** The configuration parameter with the id of the sentence to break; none to break nothing. */
  static final String MUTATION = "io.pop3.spi.testkit.mutation";

  static final Map<String, UnaryOperator<AuthenticationBackend>> MUTATIONS = BackendMutations.all();

  private UnaryOperator<AuthenticationBackend> mutation = UnaryOperator.identity();

  static final class Mutator implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
      context
          .getConfigurationParameter(MUTATION)
          .ifPresent(
              id ->
                  ((MutatedBackendSuite) context.getRequiredTestInstance()).mutation =
                      MUTATIONS.get(id));
    }
  }

  @Override
  InMemoryAuthenticationBackendBuilder builder() {
    return super.builder().ignoringCase();
  }

  @Override
  protected AuthenticationBackend createBackend(List<TestAccount> accounts) throws Exception {
    return mutation.apply(super.createBackend(accounts));
  }

  @Override
  protected boolean hasBehavior(BackendBehavior behavior) {
    return true;
  }
}
