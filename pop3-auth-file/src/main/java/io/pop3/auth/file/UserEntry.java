package io.pop3.auth.file;

import io.pop3.protocol.model.UserName;
import java.util.List;
import java.util.Map;

/**
 * A user of a users file, without secrets.
 *
 * @param name the user's name
 * @param schemes the schemes of the user's credentials in the order of the file, weak ones
 *     included; none if no line of the user can be used
 * @param attributes the fields behind the password, as a maildrop store gets them
 * @param isBarred whether a field or a broken line keeps the user from logging in
 */
public record UserEntry(
    UserName name, List<PasswordScheme> schemes, Map<String, String> attributes, boolean isBarred) {

  /** Copies the lists. */
  public UserEntry {
    schemes = List.copyOf(schemes);
    attributes = Map.copyOf(attributes);
  }
}
