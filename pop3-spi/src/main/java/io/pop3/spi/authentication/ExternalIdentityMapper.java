package io.pop3.spi.authentication;

import io.pop3.protocol.model.UserName;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Maps a TLS client certificate to a user: the SASL mechanism EXTERNAL (RFC 4422 appendix A). */
@FunctionalInterface
public interface ExternalIdentityMapper {

  /**
   * Says which user a verified client certificate stands for.
   *
   * <p>AU-15: a certificate that stands for nobody, and one that does not stand for the user asked
   * for, is {@link Verdict.Rejected}, never an exception.
   *
   * @param chain the client's certificate and those that lead from it to a trusted one; the server
   *     has already verified it
   * @param requested whom the client asked to be; empty to be whoever the certificate names
   * @return accepted, with the owner, or rejected
   * @throws BackendUnavailableException if the backend can't tell
   */
  Verdict map(List<X509Certificate> chain, Optional<UserName> requested)
      throws BackendUnavailableException;
}
