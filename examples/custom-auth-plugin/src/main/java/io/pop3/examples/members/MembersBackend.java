package io.pop3.examples.members;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Checks passwords against the list of members, which is read anew at every login. */
final class MembersBackend implements AuthenticationBackend {

  private final MemberList members;
  private final Clock clock;
  private volatile boolean closed;

  MembersBackend(Path file, Clock clock) {
    this.members = new MemberList(file);
    this.clock = clock;
  }

  @Override
  public Optional<PasswordVerifier> passwords() {
    return Optional.of(this::verify);
  }

  private Verdict verify(UserName name, Secret password) throws BackendUnavailableException {
    if (closed) {
      throw new IllegalStateException("backend: closed (expected: open)");
    }
    Optional<Member> member = find(name);
    if (member.isEmpty()) {
      return Verdict.rejected(Reason.UNKNOWN_USER);
    }
    if (!member.get().password().matches(password)) {
      return Verdict.rejected(Reason.WRONG_CREDENTIAL);
    }
    if (member.get().paidUntil().isBefore(LocalDate.now(clock))) {
      return Verdict.rejected(Reason.NOT_ALLOWED);
    }
    return Verdict.accepted(MaildropOwner.of(name));
  }

  private Optional<Member> find(UserName name) throws BackendUnavailableException {
    try {
      return members.find(name);
    } catch (IOException e) {
      // The list is away while the office writes it: the client is told to try again.
      throw BackendUnavailableException.temporary("list of members: can't be read", e);
    } catch (IllegalArgumentException e) {
      throw BackendUnavailableException.lasting("list of members: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
