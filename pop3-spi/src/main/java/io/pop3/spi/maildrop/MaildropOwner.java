package io.pop3.spi.maildrop;

import io.pop3.protocol.model.UserName;
import java.util.Map;

/**
 * Whose maildrop it is: the account that an authentication backend found.
 *
 * @param name the account's own name, the same however the client spelt it
 * @param attributes what else the backend knows and a store may use, for example {@code home}; no
 *     secrets
 */
public record MaildropOwner(UserName name, Map<String, String> attributes) {

  /** The attribute with the account's home directory. */
  public static final String HOME = "home";

  /** Copies the attributes. */
  public MaildropOwner {
    attributes = Map.copyOf(attributes);
  }

  /**
   * An owner of whom nothing but the name is known.
   *
   * @param name the account's own name
   * @return the owner
   */
  public static MaildropOwner of(UserName name) {
    return new MaildropOwner(name, Map.of());
  }

  /**
   * An owner of whom nothing but the name is known.
   *
   * @param name the account's own name
   * @return the owner
   * @throws IllegalArgumentException if this can't be a user name
   */
  public static MaildropOwner of(String name) {
    return of(new UserName(name));
  }
}
