package io.pop3.spi.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Optional;

/** Knows the secrets that users share with the server in the clear: APOP, CRAM-MD5. */
@FunctionalInterface
public interface SharedSecretSource {

  /**
   * Looks up the secret of a user. AU-09: unknown users, and users without a secret in the clear,
   * give an empty result.
   *
   * @param name whom the client claims to be, as sent
   * @return the secret, which the caller wipes after use
   * @throws BackendUnavailableException if the backend can't tell
   */
  Optional<SharedSecret> find(UserName name) throws BackendUnavailableException;

  /**
   * A secret and whose it is.
   *
   * @param owner whose maildrop the secret opens
   * @param secret the secret; a copy that belongs to the caller
   */
  record SharedSecret(MaildropOwner owner, Secret secret) {}
}
