package io.pop3.examples.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the issuer is asked about (RFC 7662). */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class IntrospectionTest {

  private static final String TOKEN = "2YotnFZFEjr1z.C~sicM/Wp+A==";

  private TestIssuer issuer;

  @BeforeEach
  void startIssuer() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private String verify(Map<String, Object> answer, String... changes) {
    Map<String, Object> whole = new HashMap<>(Map.of("active", true, "sub", "alice"));
    whole.putAll(answer);
    issuer.known.put(TOKEN, whole);
    try (Logins logins = new Logins(issuer.introspected(changes))) {
      return logins.verify(TOKEN);
    }
  }

  @Test
  void anActiveTokenOpensTheMaildropOfItsUserUntilItIsWithdrawn() {
    issuer.known.put(TOKEN, Map.of("active", true, "sub", "0815", "username", "alice"));
    try (Logins logins = new Logins(issuer.introspected("user-claim=username"))) {
      assertThat(logins.verify(TOKEN)).isEqualTo("alice");
      assertThat(logins.verify(TOKEN, "alice")).isEqualTo("alice");
      assertThat(logins.verify(TOKEN, "bob")).isEqualTo(Logins.INVALID);
      assertThat(logins.verify("another")).isEqualTo(Logins.INVALID);
      issuer.known.clear();
      assertThat(logins.verify(TOKEN)).isEqualTo(Logins.INVALID);
    }
  }

  @Test
  void theIssuerSeesWhoAsks() {
    verify(Map.of());
    String credentials =
        "pop3d:" + URLEncoder.encode(TestIssuer.CLIENT_SECRET, StandardCharsets.UTF_8);
    assertThat(issuer.lastAuthorization)
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void whatTheIssuerSaysBesideActiveCountsToo() {
    long now = issuer.clock.instant().getEpochSecond();
    assertThat(verify(Map.of("exp", now + 1))).isEqualTo("alice");
    assertThat(verify(Map.of("exp", now - 61))).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("nbf", now + 61))).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("token_type", "bearer"))).isEqualTo("alice");
    assertThat(verify(Map.of("token_type", "DPoP"))).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("cnf", Map.of("jkt", "x")))).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of(), "scope=mail")).isEqualTo("insufficient_scope");
    assertThat(verify(Map.of("scope", "mail x"), "scope=mail")).isEqualTo("alice");
    assertThat(verify(Map.of("sub", ""))).isEqualTo(Logins.INVALID);
  }

  @Test
  void whatIsConfiguredMustBeSaid() {
    assertThat(verify(Map.of(), "audience=pop3")).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("aud", "imap"), "audience=pop3")).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("aud", List.of("imap", "pop3")), "audience=pop3")).isEqualTo("alice");
    assertThat(verify(Map.of("iss", "other"), "issuer=this")).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of(), "issuer=this")).isEqualTo(Logins.INVALID);
    assertThat(verify(Map.of("iss", "this"), "issuer=this")).isEqualTo("alice");
  }

  @ParameterizedTest
  @CsvSource({
    "400, lasting trouble",
    "401, lasting trouble",
    "403, lasting trouble",
    "404, lasting trouble",
    "302, lasting trouble",
    "408, temporary trouble",
    "429, temporary trouble",
    "500, temporary trouble",
    "503, temporary trouble"
  })
  void anotherStatusIsTroubleAndNoDenial(int status, String expected) {
    issuer.status = status;
    assertThat(verify(Map.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "[]",
        "{}",
        "{\"active\":\"true\",\"sub\":\"alice\"}",
        "{\"active\":true,\"sub\":\"alice\",\"exp\":\"soon\"}",
        "<html>"
      })
  void nonsenseIsTroubleAndNoLogin(String nonsense) {
    issuer.nonsense = nonsense;
    assertThat(verify(Map.of())).isEqualTo(Logins.LASTING);
  }

  @Test
  void anIssuerThatIsAwayOrSlowIsTroubleThatPassesAndShowsNoSecret() throws Exception {
    issuer.known.put(TOKEN, Map.of("active", true, "sub", "alice"));
    try (Logins logins = new Logins(issuer.introspected("timeout=1s"))) {
      issuer.goAway();
      assertThat(logins.verify(TOKEN)).isEqualTo(Logins.TEMPORARY);
      assertThat(logins.trace()).doesNotContain(TOKEN, TestIssuer.CLIENT_SECRET, "Basic");
      issuer.comeBack();
      issuer.gate = new CountDownLatch(1);
      assertThat(logins.verify(TOKEN)).isEqualTo(Logins.TEMPORARY);
      assertThat(logins.trace()).doesNotContain(TOKEN, TestIssuer.CLIENT_SECRET, "Basic");
      issuer.gate.countDown();
      issuer.bodyGate = new CountDownLatch(1);
      assertThat(logins.verify(TOKEN)).isEqualTo(Logins.TEMPORARY);
      issuer.bodyGate.countDown();
    }
    try (Logins logins = new Logins(issuer.introspected())) {
      assertThat(logins.verify(TOKEN)).isEqualTo("alice");
    }
  }

  /** A token is a value of a form: nothing in it begins another. */
  @Test
  void aTokenIsNotMistakenForOtherParts() {
    String hostile = "a&token=" + TOKEN;
    issuer.known.put(TOKEN, Map.of("active", true, "sub", "alice"));
    try (Logins logins = new Logins(issuer.introspected())) {
      assertThat(logins.verify(hostile)).isEqualTo(Logins.INVALID);
      assertThat(logins.verify(TOKEN + "\r\n")).isEqualTo(Logins.INVALID);
      assertThat(logins.verify("")).isEqualTo(Logins.INVALID);
    }
    assertThat(issuer.requests).as("none of these can be a token").hasValue(0);
  }

  @Test
  void whatIsConfiguredIsShownWithoutTheSecret() {
    String shown = new ConfigurationReader(issuer.introspected()).read().toString();
    assertThat(shown).doesNotContain("Basic", TestIssuer.CLIENT_SECRET);
  }
}
