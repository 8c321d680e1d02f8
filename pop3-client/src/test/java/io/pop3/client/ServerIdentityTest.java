package io.pop3.client;

import static io.pop3.client.fake.TestCertificates.dns;
import static io.pop3.client.fake.TestCertificates.ip;
import static io.pop3.client.fake.TestCertificates.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pop3.client.fake.TestCertificates;
import java.security.cert.X509Certificate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of A-35, the rows 7817-ID and E-T-09. */
class ServerIdentityTest {

  private static final TestCertificates AUTHORITY = new TestCertificates();

  @ParameterizedTest
  @CsvSource({
    "mail.example.com,        mail.example.com,        true",
    "Mail.Example.COM,        mAIL.eXAMPLE.com,        true",
    "mail.example.com.,       mail.example.com,        true",
    "mail.example.com,        imap.example.com,        false",
    "a.example.com,           *.example.com,           true",
    "example.com,             *.example.com,           false",
    "a.b.example.com,         *.example.com,           false",
    "foo.example.com,         f*o.example.com,         false",
    "foo.example.com,         *oo.example.com,         false",
    "foo.example.com,         foo*.example.com,        false",
    "foo.example.com,         foo.*.com,               false",
    "foo.example.com,         *.*.com,                 false",
    "foo.example.com,         *,                       false",
    "localhost,               *,                       false",
    "localhost,               localhost,               true",
    "b\u00fccher.example.com, xn--bcher-kva.example.com, true",
    "127.0.0.1,               127.0.0.1,               false",
    "127.0.0.1,               *.0.0.1,                 false"
  })
  void hostNameIsComparedWithDnsNames(String host, String name, boolean proven) throws Exception {
    assertThat(proves(host, dns(name))).isEqualTo(proven);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "::1,       ::1,       true",
    "0:0:0:0:0:0:0:1, ::1, true",
    "::1,       ::2,       false",
    "localhost, 127.0.0.1, false"
  })
  void addressIsComparedWithAddresses(String host, String address, boolean proven)
      throws Exception {
    assertThat(proves(host, ip(address))).isEqualTo(proven);
  }

  @Test
  void oneOfSeveralNamesIsEnough() throws Exception {
    assertThat(
            proves(
                "pop.example.com", dns("imap.example.com"), ip("127.0.0.1"), dns("*.example.com")))
        .isTrue();
  }

  // 7817-ID-8, 7817-ID-9
  @Test
  void neitherUriNorCommonNameCounts() throws Exception {
    assertThat(proves("pop.example.com", uri("pop://pop.example.com"))).isFalse();
    assertThat(proves("server.example")).isFalse();
  }

  @Test
  void refusalNamesWhatTheCertificateIsFor() {
    X509Certificate certificate = AUTHORITY.certificate(dns("a.example"), ip("10.0.0.1"));
    assertThatExceptionOfType(TlsException.class)
        .isThrownBy(() -> ServerIdentity.of("b.example").check(certificate))
        .withMessage(
            "certificate of the server: is for \"a.example\", \"10.0.0.1\" (expected: b.example)")
        .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.CHECK_SETTINGS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "-", "300.1.1.1", "1:2", "a_b.example"})
  void whatIsNoNameIsRefused(String given) {
    assertThatExceptionOfType(TlsException.class).isThrownBy(() -> ServerIdentity.of(given));
  }

  /** A wildcard stands for one label, whatever it is. */
  @Property(tries = 100)
  void wildcardStandsForOneLabel(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String label,
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String other)
      throws Exception {
    assertThat(proves(label + ".example.com", dns("*.example.com"))).isTrue();
    assertThat(proves(other + "." + label + ".example.com", dns("*.example.com"))).isFalse();
    assertThat(proves(label + ".example.com", dns(other + "*.example.com"))).isFalse();
  }

  private static boolean proves(String host, GeneralName... names) throws TlsException {
    ServerIdentity identity = ServerIdentity.of(host);
    try {
      identity.check(AUTHORITY.certificate(names));
      return true;
    } catch (TlsException e) {
      return false;
    }
  }
}
