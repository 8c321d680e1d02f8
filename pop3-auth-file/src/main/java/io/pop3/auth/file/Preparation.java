package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.SaslPrep;
import java.util.Optional;

/** Which form of SASLprep (RFC 4013) brings a name or password into the form that is compared. */
enum Preparation {
  /** For what a client presents. */
  QUERY,
  /** For what is kept to be compared with, which is stricter (4013-UNA-1). */
  STORED;

  /** Prepares a name; empty if it is refused. */
  Optional<String> of(String name) {
    return this == QUERY ? SaslPrep.prepareQuery(name) : SaslPrep.prepareStored(name);
  }

  /** Prepares a password, which stays as it is, to one that the caller wipes; empty if refused. */
  Optional<Secret> of(Secret password) {
    return this == QUERY ? SaslPrep.prepareQuery(password) : SaslPrep.prepareStored(password);
  }
}
