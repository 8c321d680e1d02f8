package io.pop3.spi.testkit;

/** The in-memory backend keeps the contract; names that differ in case alone are one. */
final class InMemoryAuthenticationBackendIgnoringCaseTest
    extends InMemoryAuthenticationBackendTest {

  @Override
  InMemoryAuthenticationBackendBuilder builder() {
    return InMemoryAuthenticationBackend.builder().ignoringCase();
  }

  @Override
  protected boolean hasBehavior(BackendBehavior behavior) {
    return true;
  }
}
