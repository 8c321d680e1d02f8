package io.pop3.auth.file;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AccountAdministration;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the authentication backend {@code file}, which knows its users from a passwd-file.
 *
 * <p>Configuration:
 *
 * <ul>
 *   <li>{@code path}: the users file; required. A relative path begins at the context's base
 *       directory.
 *   <li>{@code weak-schemes}: the weak {@linkplain PasswordScheme schemes} that count all the same,
 *       any of {@code PLAIN}, {@code SSHA}, {@code SSHA256}, {@code SSHA512}, separated by commas;
 *       none unless given. {@code PLAIN} also makes the backend offer shared secrets, on which APOP
 *       and CRAM-MD5 depend.
 *   <li>{@code scram}: the hash functions for which SCRAM is offered, any of {@code SHA-1}, {@code
 *       SHA-256}, {@code SHA-512}, separated by commas; none if it is there but empty. Unless
 *       given, those for which every user who may log in has a verifier when the backend is made:
 *       clients prefer SCRAM where it is offered, and some try nothing else when it fails.
 *   <li>{@code ignore-case}: {@code true} if the case of user names doesn't count; {@code false}
 *       unless given.
 * </ul>
 *
 * <p>The backend notices by itself when the file changes. Calls to it read the file at most, and
 * hash passwords for up to some seconds and with up to 256 MiB of heap each, as the file asks.
 */
public final class FileAuthenticationBackendFactory implements AuthenticationBackendFactory {

  /** For {@link java.util.ServiceLoader}. */
  public FileAuthenticationBackendFactory() {}

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String description() {
    return "users and credentials from a passwd-file as Dovecot writes it";
  }

  @Override
  public Set<String> configurationKeys() {
    return FileBackendConfiguration.KEYS;
  }

  /**
   * Makes a backend.
   *
   * @throws ProviderConfigurationException if a value is wrong, or the file isn't there, isn't a
   *     regular file, or can't be read; broken lines are logged and cost their users alone
   */
  @Override
  public AuthenticationBackend create(ProviderContext context) {
    FileBackendConfiguration configuration = FileBackendConfiguration.of(context);
    WatchedUsersFile users = open(configuration, context);
    return new FileAuthenticationBackend(
        users,
        configuration.rules().allow(PasswordScheme.PLAIN),
        configuration.scramHashes().orElseGet(() -> users.current().commonScramHashes()));
  }

  /**
   * Administers the accounts of the users file, which comes into being with the first account.
   *
   * @throws ProviderConfigurationException if a value is wrong
   */
  @Override
  public Optional<AccountAdministration> administration(ProviderContext context) {
    FileBackendConfiguration configuration = FileBackendConfiguration.of(context);
    return Optional.of(
        new FileAccountAdministration(
            UsersFile.at(configuration.path()), configuration.rules(), context.random()));
  }

  private static WatchedUsersFile open(
      FileBackendConfiguration configuration, ProviderContext context) {
    try {
      return WatchedUsersFile.open(
          configuration.path(), configuration.rules(), context.clock(), context.random());
    } catch (IOException e) {
      throw new ProviderConfigurationException(
          List.of(
              new ConfigurationProblem(
                  FileBackendConfiguration.PATH,
                  configuration.path().toString(),
                  "a file that can be read, but it " + UnusableFileException.reason(e))));
    }
  }
}
