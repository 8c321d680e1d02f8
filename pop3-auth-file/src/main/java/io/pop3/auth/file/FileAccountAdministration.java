package io.pop3.auth.file;

import io.pop3.protocol.model.Printable;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.BackendUnavailableException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Administers the accounts of a users file. In the place of a scheme it also takes several with
 * commas between them, and then keeps the password in each, so that clients may use either.
 */
final class FileAccountAdministration implements AccountAdministration {

  /** Every login method but those that need the password in the clear. */
  private static final String STRONG_AND_SCRAM =
      PasswordScheme.ARGON2ID + "," + PasswordScheme.SCRAM_SHA_256;

  private final UsersFile file;
  private final ReadingRules rules;
  private final SecureRandom random;

  FileAccountAdministration(UsersFile file, ReadingRules rules, SecureRandom random) {
    this.file = file;
    this.rules = rules;
    this.random = random;
  }

  @Override
  public List<UserName> list() throws BackendUnavailableException {
    if (Files.notExists(file.path())) {
      return List.of();
    }
    try {
      return file.read().users().stream().map(UserEntry::name).toList();
    } catch (UsersFileException e) {
      throw refusal(e);
    }
  }

  /** Those which the backend of the same configuration accepts, so that no login is lost. */
  @Override
  public List<String> schemes() {
    return Stream.concat(singleSchemes(), Stream.of(STRONG_AND_SCRAM)).toList();
  }

  private Stream<String> singleSchemes() {
    return Arrays.stream(PasswordScheme.values())
        .filter(PasswordScheme::isFitForNewPasswords)
        .filter(rules::allow)
        .map(PasswordScheme::schemeName);
  }

  @Override
  public void add(UserName name, Secret password, String scheme)
      throws BackendUnavailableException {
    List<Credential> credentials = hash(password, scheme);
    try {
      file.add(name, credentials);
    } catch (UsersFileException e) {
      throw refusal(e);
    }
  }

  @Override
  public void setPassword(UserName name, Secret password, String scheme)
      throws BackendUnavailableException {
    List<Credential> credentials = hash(password, scheme);
    try {
      file.setCredentials(name, credentials);
    } catch (UsersFileException e) {
      throw refusal(e);
    }
  }

  @Override
  public void remove(UserName name) throws BackendUnavailableException {
    try {
      file.remove(name);
    } catch (UsersFileException e) {
      throw refusal(e);
    }
  }

  private List<Credential> hash(Secret password, String schemes) {
    List<Credential> credentials = new ArrayList<>();
    for (String name : schemes.split(",", -1)) {
      PasswordScheme scheme =
          PasswordScheme.named(name.strip())
              .filter(known -> known.isFitForNewPasswords() && rules.allow(known))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "scheme: "
                              + Printable.of(name)
                              + " (expected: one of "
                              + String.join(", ", schemes())
                              + ")"));
      credentials.add(PasswordHasher.of(scheme).withRandom(random).hash(password));
    }
    return credentials;
  }

  /** A request that doesn't fit is the caller's fault; a file that can't be used is ours. */
  private static BackendUnavailableException refusal(UsersFileException e) {
    if (!e.isFileAtFault()) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return BackendUnavailableException.lasting(String.valueOf(e.getMessage()), e);
  }
}
