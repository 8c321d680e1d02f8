package io.pop3.examples.ldap;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.PasswordVerifier;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks passwords by logging in to the directory with them. */
final class LdapBackend implements AuthenticationBackend {

  private static final Pattern SPACES_THAT_DONT_COUNT =
      Pattern.compile("^\\p{Z}|\\p{Z}$|\\p{Z}{2}");

  private final Directory directory;
  private volatile boolean closed;

  LdapBackend(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<PasswordVerifier> passwords() {
    return Optional.of(this::verify);
  }

  private Verdict verify(UserName name, Secret password) throws BackendUnavailableException {
    if (closed) {
      throw new IllegalStateException("backend: closed (expected: open)");
    }
    if (hasSpacesThatDontCount(name.value())) {
      return Verdict.rejected(Reason.UNKNOWN_USER);
    }
    byte[] octets = password.reveal();
    try {
      return canBeAPassword(octets)
          ? directory.verify(name.value(), octets)
          : Verdict.rejected(Reason.WRONG_CREDENTIAL);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * Directories compare names without spaces around them and take several for one (RFC 4518 section
   * 2.6.1): with them, a name would be another way to write an account's own.
   */
  private static boolean hasSpacesThatDontCount(String name) {
    return SPACES_THAT_DONT_COUNT.matcher(name).find();
  }

  /**
   * A bind with a name and no password succeeds at many directories and proves nothing (RFC 4513
   * section 5.1.2): it never gets that far. Nor does a password with NUL in it, at which some
   * directories stop to compare.
   */
  private static boolean canBeAPassword(byte[] octets) {
    for (byte octet : octets) {
      if (octet == 0) {
        return false;
      }
    }
    return octets.length > 0;
  }

  @Override
  public void close() {
    closed = true;
    directory.close();
  }
}
