package io.pop3.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.pop3.protocol.model.UserName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client types is one value, in a filter and in a DN. */
final class TemplateProperties {

  /** Any name; more often than by chance one that is made to break out. */
  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> hostile =
        Arbitraries.strings().withChars("*()\\,=+;<>#\"& |!%u\0\u00e4a ").ofMaxLength(20);
    Arbitrary<String> known =
        Arbitraries.of(
            "*",
            "alice)(|(uid=*",
            "*)(objectClass=*))(|(uid=*",
            "alice,ou=admins",
            "alice+cn=x",
            "\\2a",
            "%u",
            "#04024869",
            "\"alice\"",
            " alice ");
    return Arbitraries.oneOf(any, hostile, known).filter(UserName::isValid);
  }

  @Property
  void aNameIsOneValueOfAFilter(@ForAll("names") String name) throws LDAPException {
    Filter filter = FilterTemplate.parse("(&(objectClass=person)(uid=%u))").with(name);

    // Read again, as the server at the other end does.
    Filter[] parts = Filter.create(filter.toString()).getComponents();
    assertThat(parts).hasSize(2);
    assertThat(parts[1].getFilterType()).isEqualTo(Filter.FILTER_TYPE_EQUALITY);
    assertThat(parts[1].getAttributeName()).isEqualTo("uid");
    assertThat(parts[1].getAssertionValue()).isEqualTo(name);
  }

  @Property
  void aNameIsOneValueOfADn(@ForAll("names") String name) throws LDAPException {
    DN dn = DnTemplate.parse("uid=%u,ou=people,dc=example").with(name);

    RDN[] parts = new DN(dn.toString()).getRDNs();
    assertThat(parts).hasSize(3);
    assertThat(parts[0].getAttributeNames()).containsExactly("uid");
    assertThat(parts[0].getAttributeValues()).containsExactly(name);
    assertThat(new DN(dn.toString()).getParentString()).isEqualTo("ou=people,dc=example");
  }

  @Example
  void aNameMayBeAPartOfAValue() {
    assertThat(DnTemplate.parse("mail=%u@example.org,dc=example").with("a,b"))
        .hasToString("mail=a\\,b@example.org,dc=example");
    assertThat(FilterTemplate.parse("(|(mail=%u@*)(uid=%u))").with("a*"))
        .hasToString("(|(mail=a\\2a@*)(uid=a\\2a))");
  }
}
