package io.pop3.spi.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.util.List;

/**
 * Changes the accounts of a backend, for the administrator's command line. Every change is complete
 * and durable when the call returns, and a running backend notices it by itself.
 *
 * <p>Calls may block. Used by one thread at a time.
 */
public interface AccountAdministration {

  /**
   * The accounts there are.
   *
   * @return their names, in an order that a person expects
   * @throws BackendUnavailableException if they can't be read
   */
  List<UserName> list() throws BackendUnavailableException;

  /**
   * The ways to keep a password that this backend can write, the recommended one first.
   *
   * @return names such as {@code ARGON2ID}, at least one
   */
  List<String> schemes();

  /**
   * Adds an account.
   *
   * @param name who
   * @param password the password; belongs to the caller
   * @param scheme one of {@link #schemes()}
   * @throws IllegalArgumentException if there is such an account already, or the backend can't hold
   *     this name, password or scheme; the message tells the administrator why, without the
   *     password
   * @throws BackendUnavailableException if the change can't be made durable
   */
  void add(UserName name, Secret password, String scheme) throws BackendUnavailableException;

  /**
   * Replaces the credentials of an account.
   *
   * @param name who
   * @param password the new password; belongs to the caller
   * @param scheme one of {@link #schemes()}
   * @throws IllegalArgumentException if there is no such account, or the backend can't hold this
   *     password or scheme
   * @throws BackendUnavailableException if the change can't be made durable
   */
  void setPassword(UserName name, Secret password, String scheme)
      throws BackendUnavailableException;

  /**
   * Removes an account; its mail stays where it is.
   *
   * @param name who
   * @throws IllegalArgumentException if there is no such account
   * @throws BackendUnavailableException if the change can't be made durable
   */
  void remove(UserName name) throws BackendUnavailableException;
}
