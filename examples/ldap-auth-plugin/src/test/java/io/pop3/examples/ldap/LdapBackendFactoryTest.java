package io.pop3.examples.ldap;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.FactoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The contract that every factory keeps: PF-01 to PF-03. No directory is running meanwhile. */
final class LdapBackendFactoryTest extends FactoryContract {

  private static final Map<String, String> SEARCHING =
      Map.of("url", "ldap://localhost", "base-dn", "dc=example");
  private static final Map<String, String> DIRECT =
      Map.of("url", "ldaps://a.example ldaps://b.example:7636", "user-dn", "cn=%u,dc=example");

  @TempDir private Path directory;

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return LdapBackendFactory.class;
  }

  @Override
  protected Set<String> secretKeys() {
    return Set.of("bind-password");
  }

  @Override
  protected ProviderContext validContext() {
    return context(
        SEARCHING,
        "start-tls=false",
        "trust-certificates=" + TestCertificates.trusted().file(),
        "filter=(&(objectClass=person)(|(uid=%u)(mail=%u)))",
        "bind-dn=cn=reader,dc=example",
        "bind-password=a secret",
        "name-attribute=mail",
        "connections=1000",
        "timeout=120s");
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() throws IOException {
    Files.writeString(directory.resolve("empty.pem"), "");
    Files.writeString(
        directory.resolve("broken.pem"),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    List<BadConfiguration> bad = new ArrayList<>();
    for (String url :
        List.of(
            "",
            "ldap://",
            "localhost",
            "http://localhost",
            "ldapi://localhost",
            "ldap://localhost/dc=example",
            "ldap://localhost:0",
            "ldap://localhost:66666",
            "ldap://a ldaps://b")) {
      bad.add(bad(SEARCHING, List.of("url=" + url), "url"));
    }
    bad.add(bad(SEARCHING, List.of("start-tls=perhaps"), "start-tls"));
    bad.add(bad(DIRECT, List.of("start-tls=true"), "start-tls"));
    for (String file : List.of("nowhere.pem", ".", "empty.pem", "broken.pem", "\0")) {
      bad.add(bad(DIRECT, List.of("trust-certificates=" + file), "trust-certificates"));
    }
    for (String dn : List.of("%u", "uid=alice", "%u=alice,dc=example", "uid=%u,nonsense", "")) {
      bad.add(bad(DIRECT, List.of("user-dn=" + dn), "user-dn"));
    }
    bad.add(bad(DIRECT, List.of("base-dn=dc=example"), "user-dn"));
    bad.add(
        bad(
            DIRECT,
            List.of("filter=(uid=%u)", "bind-dn=cn=a", "bind-password=a secret"),
            "filter",
            "bind-dn",
            "bind-password"));
    bad.add(bad(SEARCHING, List.of("base-dn=nonsense"), "base-dn"));
    for (String filter : List.of("", "%u", "(uid=alice)", "(%u=alice)", "(uid=%u", "(&(uid=%u)")) {
      bad.add(bad(SEARCHING, List.of("filter=" + filter), "filter"));
    }
    bad.add(bad(SEARCHING, List.of("bind-dn=cn=a"), "bind-password"));
    bad.add(bad(SEARCHING, List.of("bind-dn=cn=a", "bind-password="), "bind-password"));
    bad.add(bad(SEARCHING, List.of("bind-dn=", "bind-password=a secret"), "bind-dn"));
    bad.add(bad(SEARCHING, List.of("bind-password=a secret"), "bind-dn"));
    for (String attribute : List.of("", "*", "two words", "a,b")) {
      bad.add(bad(SEARCHING, List.of("name-attribute=" + attribute), "name-attribute"));
    }
    for (String connections : List.of("", "0", "-1", "1001", "many", "99999999999")) {
      bad.add(bad(SEARCHING, List.of("connections=" + connections), "connections"));
    }
    for (String timeout : List.of("", "0s", "5", "121s", "120001ms", "5m", "99999999999s")) {
      bad.add(bad(SEARCHING, List.of("timeout=" + timeout), "timeout"));
    }
    bad.add(
        bad(
            Map.of("url", "nowhere", "filter", "none"),
            List.of("connections=0", "timeout=0", "name-attribute=-", "trust-certificates=no"),
            "url",
            "user-dn",
            "connections",
            "timeout",
            "name-attribute",
            "trust-certificates"));
    return bad;
  }

  private BadConfiguration bad(Map<String, String> base, List<String> changes, String... keys) {
    return new BadConfiguration(context(base, changes.toArray(String[]::new)), List.of(keys));
  }

  private ProviderContext context(Map<String, String> base, String... changes) {
    Map<String, String> values = new HashMap<>(base);
    for (String change : changes) {
      int equals = change.indexOf('=');
      values.put(change.substring(0, equals), change.substring(equals + 1));
    }
    return ProviderContext.of(values).withBaseDirectory(directory);
  }
}
