package io.pop3.server.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.server.options.CertificateFiles;
import io.pop3.server.options.CleartextLogins;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import io.pop3.server.options.Pop3ServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerConfigurationTest {

  private static final PluginKeys PLUGINS =
      new PluginKeys() {
        @Override
        public Optional<Set<String>> ofAuthentication(String name) {
          return name.equals("file") ? Optional.of(Set.of("path")) : Optional.empty();
        }

        @Override
        public Optional<Set<String>> ofMaildrops(String name) {
          return name.equals("maildir") ? Optional.of(Set.of("root")) : Optional.empty();
        }

        @Override
        public Set<String> authenticationNames() {
          return Set.of("file");
        }

        @Override
        public Set<String> maildropNames() {
          return Set.of("maildir");
        }
      };

  private static ServerConfiguration read(Map<String, String> changes) {
    Map<String, String> values = new HashMap<>(Map.of("listen", "127.0.0.1"));
    values.putAll(changes);
    return ServerConfiguration.of(values, "test.properties", Path.of("/etc/pop3d"), PLUGINS);
  }

  @Test
  void absentKeysHaveTheServersOwnDefaults() {
    ServerConfiguration configuration = read(Map.of());

    assertThat(configuration.options()).isEqualTo(Pop3ServerOptions.defaults());
    assertThat(configuration.authentication().name()).isEqualTo("file");
    assertThat(configuration.maildrops().name()).isEqualTo("maildir");
  }

  @Test
  void addressesHaveTheirPortOrTheStandardOne() {
    assertThat(read(Map.of("listen", "127.0.0.1, *:1110, [::1]:2110")).listen())
        .containsExactly(
            new ListenAddress("127.0.0.1", 110, Security.CLEARTEXT),
            new ListenAddress("0.0.0.0", 1110, Security.CLEARTEXT),
            new ListenAddress("::1", 2110, Security.CLEARTEXT));
  }

  @Test
  void everyKindOfValueIsTyped() {
    ServerConfiguration configuration =
        read(
            Map.of(
                "login.apop", "ON",
                "login.cleartext", "refused",
                "compliance", "strict",
                "headers-beyond-ascii", "reject",
                "timeout.idle", "11m",
                "limit.failed-logins", "5",
                "server.implementation", "",
                "maildrops.maildir.root", "/srv/mail/%u"));

    Pop3ServerOptions options = configuration.options();
    assertThat(options.logins().apop()).isTrue();
    assertThat(options.logins().cleartext()).isEqualTo(CleartextLogins.REFUSED);
    assertThat(options.compliance()).isSameAs(Compliance.STRICT);
    assertThat(options.downgrade()).isEqualTo(DowngradePolicy.REJECT);
    assertThat(options.timeouts().idle()).isEqualTo(Duration.ofMinutes(11));
    assertThat(options.limits().failedLogins()).isEqualTo(5);
    assertThat(options.identity().implementation()).isEmpty();
    assertThat(configuration.maildrops().keys()).containsExactly(Map.entry("root", "/srv/mail/%u"));
  }

  @Test
  void allProblemsAreReportedAtOnceWithKeyValueAndExpectation() {
    assertThatThrownBy(
            () ->
                read(
                    Map.of(
                        "listen", "127.0.0.1:99999",
                        "login.apop", "maybe",
                        "headers-beyond-ascii", "drop",
                        "timeout.idle", "9m",
                        "limit.conections", "5",
                        "maildrops.maildir.rot", "/srv",
                        "authentication", "fil")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("test.properties: ")
        .hasMessageContaining("listen: \"127.0.0.1:99999\" (expected: host:port")
        .hasMessageContaining("login.apop: \"maybe\" (expected: on or off)")
        .hasMessageContaining(
            "headers-beyond-ascii: \"drop\" (expected: auto, raw, surrogate or reject)")
        .hasMessageContaining("idle timeout: PT9M")
        .hasMessageContaining("limit.conections: unknown key; did you mean limit.connections?")
        .hasMessageContaining("maildrops.maildir.rot: unknown key")
        .hasMessageContaining("did you mean maildrops.maildir.root?")
        .hasMessageContaining("authentication: \"fil\"")
        .hasMessageContaining("did you mean file?");
  }

  @Test
  void certificatesAndKeysArePairsOfPathsBesideTheFile() {
    ServerConfiguration configuration =
        read(
            Map.of(
                "listen.tls", "*",
                "tls.certificate", "rsa.pem, /srv/ec.pem",
                "tls.key", "rsa.key, ec.key"));

    assertThat(configuration.listen())
        .contains(new ListenAddress("0.0.0.0", 995, Security.IMPLICIT_TLS));
    assertThat(configuration.options().tls().orElseThrow().certificates())
        .containsExactly(
            new CertificateFiles(Path.of("/etc/pop3d/rsa.pem"), Path.of("/etc/pop3d/rsa.key")),
            new CertificateFiles(Path.of("/srv/ec.pem"), Path.of("/etc/pop3d/ec.key")));
  }

  @Test
  void tlsNeedsACertificateAndACertificateItsKey() {
    assertThatThrownBy(() -> read(Map.of("listen.tls", "*")))
        .hasMessageContaining("tls.certificate: \"\" (expected: a certificate for listen.tls)");
    assertThatThrownBy(() -> read(Map.of("tls.certificate", "a.pem")))
        .hasMessageContaining("tls.key: \"\" (expected: as many as tls.certificate has: 1)");
  }

  @Test
  void mechanismsAreChosenByName() {
    assertThat(
            read(Map.of("login.mechanisms", "plain, SCRAM-SHA-256"))
                .options()
                .logins()
                .mechanisms())
        .containsExactlyInAnyOrder(SaslMechanism.SCRAM_SHA_256, SaslMechanism.PLAIN);
    assertThatThrownBy(() -> read(Map.of("login.mechanisms", "PLAIM")))
        .hasMessageContaining("login.mechanisms: \"PLAIM\" (expected: SASL mechanisms");
  }

  @Test
  void withoutAnAddressThereIsNothingToServe() {
    assertThatThrownBy(() -> read(Map.of("listen", "")))
        .hasMessageContaining("listen: \"\" (expected: host:port");
  }

  @Test
  void choicesShowTheKeysOfPluginsButNeverTheirValues() {
    assertThat(read(Map.of("maildrops.maildir.root", "/secret")).toString())
        .contains("root")
        .doesNotContain("/secret");
  }
}
