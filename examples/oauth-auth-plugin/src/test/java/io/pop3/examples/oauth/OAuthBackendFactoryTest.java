package io.pop3.examples.oauth;

import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.testkit.FactoryContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract that every factory keeps: PF-01 to PF-03. No issuer is there meanwhile. */
final class OAuthBackendFactoryTest extends FactoryContract {

  private static final Map<String, String> SIGNED =
      Map.of(
          "issuer", "https://issuer.example",
          "audience", "pop3",
          "jwks-uri", "https://issuer.example/keys");
  private static final Map<String, String> INTROSPECTED =
      Map.of(
          "introspection-uri", "http://localhost:8080/introspect",
          "client-id", "pop3d",
          "client-secret", "the secret");

  @Override
  protected Class<? extends NamedFactory> factoryType() {
    return OAuthBackendFactory.class;
  }

  @Override
  protected Set<String> secretKeys() {
    return Set.of("client-secret");
  }

  @Override
  protected ProviderContext validContext() {
    return context(
        SIGNED,
        "audience=pop3, imap",
        "algorithms=RS256,PS512 ES384",
        "user-claim=preferred_username",
        "scope=mail.read offline",
        "openid-configuration=https://issuer.example/.well-known/openid-configuration",
        "clock-skew=0s",
        "timeout=1m");
  }

  @Override
  protected Collection<BadConfiguration> badConfigurations() {
    List<BadConfiguration> bad = new ArrayList<>();
    for (String uri :
        List.of(
            "",
            "keys",
            "ftp://issuer.example/keys",
            "http://issuer.example/keys",
            "http://localhost.example/keys",
            "https:///keys",
            "https://user:word@issuer.example/keys",
            "https://issuer.example/keys#first",
            "https://issuer example/")) {
      bad.add(bad(SIGNED, List.of("jwks-uri=" + uri), "jwks-uri"));
      bad.add(bad(INTROSPECTED, List.of("introspection-uri=" + uri), "introspection-uri"));
      bad.add(bad(SIGNED, List.of("openid-configuration=" + uri), "openid-configuration"));
    }
    for (String algorithms : List.of("", "none", "HS256", "RS256 HS512", "rs256", "EdDSA")) {
      bad.add(bad(SIGNED, List.of("algorithms=" + algorithms), "algorithms"));
    }
    bad.add(bad(SIGNED, List.of("issuer=", "audience= "), "issuer", "audience"));
    bad.add(
        bad(
            SIGNED,
            List.of("client-id=pop3d", "client-secret=the secret"),
            "client-id",
            "client-secret"));
    bad.add(bad(INTROSPECTED, List.of("jwks-uri=https://issuer.example/keys"), "jwks-uri"));
    bad.add(
        bad(
            INTROSPECTED,
            List.of("client-id=", "client-secret=", "algorithms=RS256", "issuer=", "audience=,"),
            "client-id",
            "client-secret",
            "algorithms",
            "issuer",
            "audience"));
    bad.add(bad(SIGNED, List.of("user-claim="), "user-claim"));
    for (String scope : List.of("", "a\tb", "a\"b", "a\\b", "\u00e4")) {
      bad.add(bad(SIGNED, List.of("scope=" + scope), "scope"));
    }
    for (String skew : List.of("", "60", "-1s", "11m", "999999999999s")) {
      bad.add(bad(SIGNED, List.of("clock-skew=" + skew), "clock-skew"));
    }
    for (String timeout : List.of("", "0s", "61s", "2m")) {
      bad.add(bad(SIGNED, List.of("timeout=" + timeout), "timeout"));
    }
    bad.add(
        bad(
            Map.of("client-secret", "the secret"),
            List.of("scope=", "user-claim=", "timeout=never", "clock-skew=never"),
            "jwks-uri",
            "scope",
            "user-claim",
            "timeout",
            "clock-skew"));
    return bad;
  }

  private static BadConfiguration bad(
      Map<String, String> base, List<String> changes, String... keys) {
    return new BadConfiguration(context(base, changes.toArray(String[]::new)), List.of(keys));
  }

  private static ProviderContext context(Map<String, String> base, String... changes) {
    Map<String, String> values = new HashMap<>(base);
    for (String change : changes) {
      int equals = change.indexOf('=');
      values.put(change.substring(0, equals), change.substring(equals + 1));
    }
    return ProviderContext.of(values);
  }
}
