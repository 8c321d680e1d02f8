package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Arrays;

/**
 * A DN in which {@code %u} stands for the user's name, such as {@code uid=%u,ou=people,dc=example}.
 *
 * <p>The template is taken apart before a name is put in, so that a name is part of one attribute
 * value whatever is in it: a comma does not begin another RDN (RFC 4514 section 2.4).
 */
final class DnTemplate {

  static final String NAME = "%u";

  private final RDN[] parts;

  private DnTemplate(RDN[] parts) {
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is no DN, or has no place for the name
   */
  static DnTemplate parse(String text) {
    try {
      RDN[] parts = new DN(text).getRDNs();
      if (Arrays.stream(parts)
          .noneMatch(part -> Arrays.toString(part.getAttributeValues()).contains(NAME))) {
        throw new IllegalArgumentException("no " + NAME);
      }
      return new DnTemplate(parts);
    } catch (LDAPException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  DN with(String name) {
    return new DN(Arrays.stream(parts).map(part -> with(part, name)).toArray(RDN[]::new));
  }

  private static RDN with(RDN part, String name) {
    return new RDN(
        part.getAttributeNames(),
        Arrays.stream(part.getAttributeValues())
            .map(value -> value.replace(NAME, name))
            .toArray(String[]::new));
  }
}
