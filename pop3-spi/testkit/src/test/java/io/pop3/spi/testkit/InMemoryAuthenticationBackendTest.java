package io.pop3.spi.testkit;

import io.pop3.spi.authentication.AuthenticationBackend;
import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The in-memory backend keeps the contract; names differ in case. */
class InMemoryAuthenticationBackendTest extends AuthenticationBackendContract {

  private Optional<InMemoryAuthenticationBackend> backend = Optional.empty();

  InMemoryAuthenticationBackendBuilder builder() {
    return InMemoryAuthenticationBackend.builder();
  }

  @Override
  protected AuthenticationBackend createBackend(List<TestAccount> accounts) throws Exception {
    InMemoryAuthenticationBackendBuilder builder = builder();
    for (TestAccount account : accounts) {
      builder.user(account.name(), account.password());
      builder.token(account.name(), bearerToken(account));
      builder.certificate(account.name(), certificateChain(account).get(0));
    }
    for (TestAccount account : accounts) {
      account.mayActAs().forEach(other -> builder.mayActAs(account.name(), other));
    }
    backend = Optional.of(builder.build());
    return backend.get();
  }

  @Override
  protected String bearerToken(TestAccount account) {
    return "token-of-" + account.name();
  }

  @Override
  protected List<X509Certificate> certificateChain(TestAccount account) throws Exception {
    return List.of(certificate(account.name()));
  }

  @Override
  protected List<X509Certificate> certificateChainOfNobody() throws Exception {
    return List.of(certificate("nobody"));
  }

  static X509Certificate certificate(String name) throws Exception {
    try (InputStream pem =
        InMemoryAuthenticationBackendTest.class.getResourceAsStream(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  @Override
  protected Breakage breakBackend() {
    backend.orElseThrow().breakDown(false);
    return backend.orElseThrow()::recover;
  }

  @Override
  protected void changePassword(TestAccount account, String password) {
    backend.orElseThrow().changePassword(account.name(), password);
  }

  @Override
  protected boolean hasBehavior(BackendBehavior behavior) {
    return behavior != BackendBehavior.IGNORES_CASE_OF_NAMES;
  }
}
