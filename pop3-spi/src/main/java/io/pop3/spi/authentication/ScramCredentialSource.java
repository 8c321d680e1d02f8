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

  /**
   * Tells which name stands for all spellings of a name. AU-18: names under which {@link #find}
   * looks for the same account have one canonical name, whether there is such an account or not,
   * and other names have others. A source that ignores case gives the name in lower case; unless
   * overridden, every name stands for itself. The server invents one salt for all spellings of a
   * name that nobody has, so that they look like those of a name that somebody has.
   *
   * @param name whom the client claims to be
   * @return the canonical name
   */
  default UserName canonicalName(UserName name) {
    return name;
  }
}
