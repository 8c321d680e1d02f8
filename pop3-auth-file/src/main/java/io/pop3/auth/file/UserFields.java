package io.pop3.auth.file;

import io.pop3.spi.maildrop.MaildropOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields behind the password: {@code :uid:gid:gecos:home:shell:extra}. The extra field is a
 * list of {@code key=value} separated by blanks, where a key alone means {@code yes}; it may hold
 * colons.
 *
 * <p>Extra fields in front of which stands {@code userdb_} become attributes without that prefix,
 * and win over a field of the same name. The others are for Dovecot's password database: those that
 * restrict who may log in, or as whom, are restrictions here too; the rest means nothing to us.
 *
 * @param attributes what a store may want to know
 * @param isBarred whether the user may not log in
 * @param unsupported extra fields that bar the user because nothing here can do what they say
 */
record UserFields(Map<String, String> attributes, boolean isBarred, List<String> unsupported) {

  /** Stops a user from logging in; the documented way to disable an account. */
  private static final String NO_LOGIN = "nologin";

  /** Fields whose neglect would let in somebody whom Dovecot keeps out, or as somebody else. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "allow_nets",
          "allow_real_nets",
          "noauthenticate",
          "nopassword",
          "proxy",
          "proxy_maybe",
          "user");

  private static final String ATTRIBUTE_PREFIX = "userdb_";

  private static final List<String> FIELDS =
      List.of("uid", "gid", "gecos", MaildropOwner.HOME, "shell");

  UserFields {
    attributes = Map.copyOf(attributes);
    unsupported = List.copyOf(unsupported);
  }

  /** Tells whether the fields say nothing. */
  static boolean isSilent(String rest) {
    return rest.chars().allMatch(c -> c == ':' || c == ' ');
  }

  /**
   * Reads the fields.
   *
   * @param rest nothing, or all that follows the password from the colon on
   * @throws IllegalArgumentException if there are control characters
   */
  static UserFields parse(String rest) {
    if (rest.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "fields behind the password: hold a control character (expected: none)");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    List<String> unsupported = new ArrayList<>();
    boolean barred = false;
    String[] fields = rest.isEmpty() ? new String[0] : rest.substring(1).split(":", 6);
    for (int i = 0; i < fields.length && i < FIELDS.size(); i++) {
      if (!fields[i].isEmpty()) {
        attributes.put(FIELDS.get(i), fields[i]);
      }
    }
    String extra = fields.length > FIELDS.size() ? fields[FIELDS.size()] : "";
    for (String item : extra.split("[ \t]+", -1)) {
      int equals = item.indexOf('=');
      String key = equals < 0 ? item : item.substring(0, equals);
      String value = equals < 0 ? "yes" : item.substring(equals + 1);
      if (key.startsWith(ATTRIBUTE_PREFIX)) {
        attributes.put(key.substring(ATTRIBUTE_PREFIX.length()), value);
      } else if (key.equals(NO_LOGIN)) {
        barred = true;
      } else if (UNSUPPORTED.contains(key)) {
        barred = true;
        unsupported.add(key);
      }
    }
    return new UserFields(attributes, barred, unsupported);
  }
}
