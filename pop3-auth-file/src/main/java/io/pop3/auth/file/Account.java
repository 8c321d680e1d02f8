package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user of the file.
 *
 * @param owner whose maildrop the credentials open
 * @param credentials what opens it, in the order of the file; none if no line was usable
 * @param isBarred whether the user may not log in whatever the credential
 */
record Account(MaildropOwner owner, List<Credential> credentials, boolean isBarred) {

  Account {
    credentials = List.copyOf(credentials);
  }

  /** Tells whether there is any way for this user to log in. */
  boolean isUsable() {
    return !isBarred && !credentials.isEmpty();
  }

  /** The password in the clear, if the user has one. */
  Optional<PlainPassword> plainPassword() {
    return all(PlainPassword.class).findFirst();
  }

  /** The SCRAM verifier of a hash function, if the user has one. */
  Optional<ScramVerifier> scramVerifier(ScramHash hash) {
    return all(ScramVerifier.class).filter(verifier -> verifier.hash() == hash).findFirst();
  }

  private <T extends Credential> Stream<T> all(Class<T> kind) {
    return credentials.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** What the check of a wrong password costs. */
  List<String> work() {
    return credentials.stream().map(Credential::work).toList();
  }
}
