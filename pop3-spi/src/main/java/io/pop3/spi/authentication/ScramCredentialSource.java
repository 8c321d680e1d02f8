package io.pop3.spi.authentication;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.UserName;
import java.util.Optional;
import java.util.Set;

/** Knows SCRAM verifiers, from which a password can't be read (RFC 5802 section 3). */
public interface ScramCredentialSource {

  /**
   * The hash functions for which users of this backend may have verifiers.
   *
   * @return at least one; never changes
   */
  Set<ScramHash> hashes();

  /**
   * Looks up the verifier of a user. AU-10: what is found satisfies the formulas of RFC 5802 for
   * the user's password; unknown users, and users without such a verifier, give an empty result,
   * and the server then plays the exchange to its end with invented values (decision A-44).
   *
   * @param name whom the client claims to be, as sent
   * @param hash the hash function of the mechanism
   * @return the verifier
   * @throws BackendUnavailableException if the backend can't tell
   */
  Optional<ScramCredential> find(UserName name, ScramHash hash) throws BackendUnavailableException;
}
