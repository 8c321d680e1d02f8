package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.regex.Pattern;

/**
 * A search filter in which {@code %u} stands for the user's name, such as {@code (uid=%u)}.
 *
 * <p>A name is escaped before it is put in (RFC 4515 section 3): an asterisk is looked for, not
 * taken for anything, and a parenthesis ends nothing.
 */
final class FilterTemplate {

  private static final Pattern NAME_AS_ATTRIBUTE =
      Pattern.compile(Pattern.quote(DnTemplate.NAME) + "[^()]*=");

  private final String text;

  private FilterTemplate(String text) {
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is no filter, or has no place for the name
   */
  static FilterTemplate parse(String text) {
    if (!text.contains(DnTemplate.NAME) || NAME_AS_ATTRIBUTE.matcher(text).find()) {
      throw new IllegalArgumentException("no value with " + DnTemplate.NAME);
    }
    FilterTemplate template = new FilterTemplate(text);
    template.with("anybody");
    return template;
  }

  Filter with(String name) {
    try {
      return Filter.create(text.replace(DnTemplate.NAME, Filter.encodeValue(name)));
    } catch (LDAPException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
