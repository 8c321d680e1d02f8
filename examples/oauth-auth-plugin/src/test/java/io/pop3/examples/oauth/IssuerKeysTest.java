package io.pop3.examples.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer that changes its keys, is slow, or is away. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class IssuerKeysTest {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private TestIssuer issuer;

  @BeforeEach
  void startIssuer() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private void changeKey() {
    issuer.signingKey = TestIssuer.SECOND_KEY;
    issuer.keys = new JWKSet(TestIssuer.SECOND_KEY.toPublicJWK());
  }

  @Test
  void keysAreFetchedOnceAndAgainWhenTheyAreOld() {
    try (Logins logins = new Logins(issuer.signed())) {
      String token = issuer.token("alice");
      for (int i = 0; i < 3; i++) {
        assertThat(logins.verify(token)).isEqualTo("alice");
      }
      assertThat(issuer.requests).hasValue(1);
      issuer.clock.advance(IssuerKeys.FRESH.minus(MOMENT));
      assertThat(logins.verify(token)).isEqualTo("alice");
      assertThat(issuer.requests).hasValue(1);
      issuer.clock.advance(MOMENT);
      assertThat(logins.verify(token)).isEqualTo("alice");
      assertThat(issuer.requests).hasValue(2);
    }
  }

  @Test
  void aNewKeyIsFoundAtOnceAndTheFormerGoes() {
    try (Logins logins = new Logins(issuer.signed())) {
      String before = issuer.token("alice");
      assertThat(logins.verify(before)).isEqualTo("alice");
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      changeKey();
      assertThat(logins.verify(issuer.token("bob"))).isEqualTo("bob");
      assertThat(logins.verify(before)).isEqualTo(Logins.INVALID);
    }
  }

  @Test
  void tokensThatNameUnknownKeysDontFloodTheIssuer() {
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      issuer.signingKey = TestIssuer.SECOND_KEY;
      String forged = issuer.token("alice");
      for (int i = 0; i < 20; i++) {
        assertThat(logins.verify(forged)).isEqualTo(Logins.INVALID);
      }
      assertThat(issuer.requests).hasValue(1);
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      for (int i = 0; i < 20; i++) {
        assertThat(logins.verify(forged)).isEqualTo(Logins.INVALID);
      }
      assertThat(issuer.requests).hasValue(2);
    }
  }

  @Test
  void knownKeysOutliveAnOutageForSomeHours() throws Exception {
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      issuer.goAway();
      issuer.clock.advance(IssuerKeys.KEPT.minus(MOMENT));
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      issuer.clock.advance(MOMENT);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      issuer.comeBack();
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
    }
  }

  /** AU-11: the token may be good; nobody can tell. */
  @Test
  void anUnknownKeyDuringAnOutageIsTroubleAndNoDenial() {
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      issuer.goAway();
      issuer.signingKey = TestIssuer.SECOND_KEY;
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      String token = issuer.token("alice");
      for (int i = 0; i < 3; i++) {
        assertThat(logins.verify(token)).isEqualTo(Logins.TEMPORARY);
        assertThat(logins.trace()).doesNotContain(token, token.substring(token.length() - 20));
      }
    }
  }

  @Test
  void anIssuerThatIsAwayIsNotAskedAgainAtOnce() {
    issuer.status = 503;
    try (Logins logins = new Logins(issuer.signed())) {
      for (int i = 0; i < 5; i++) {
        assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      }
      assertThat(issuer.requests).hasValue(1);
      issuer.status = 200;
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "{}", "[]", "{\"keys\":[]}", "{\"keys\":7}", "<html>busy</html>"})
  void nonsenseInsteadOfKeysLeavesTheFormerOnes(String nonsense) {
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      issuer.nonsense = nonsense;
      issuer.clock.advance(IssuerKeys.FRESH);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo("alice");
      assertThat(issuer.requests).hasValue(2);
    }
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    issuer.status = 302;
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      assertThat(logins.trace()).contains("status 302");
    }
  }

  @Test
  void anEndlessAnswerIsCutShort() {
    issuer.nonsense = " ".repeat(Http.MOST_OCTETS + 1);
    try (Logins logins = new Logins(issuer.signed())) {
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      assertThat(logins.trace()).contains("too long");
    }
  }

  @Test
  void anIssuerThatNeverAnswersIsGivenUpBeforeAndWithinTheBody() {
    try (Logins logins = new Logins(issuer.signed("timeout=300ms"))) {
      issuer.gate = new CountDownLatch(1);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      issuer.gate.countDown();
      issuer.bodyGate = new CountDownLatch(1);
      issuer.clock.advance(IssuerKeys.BETWEEN_REQUESTS);
      assertThat(logins.verify(issuer.token("alice"))).isEqualTo(Logins.TEMPORARY);
      issuer.bodyGate.countDown();
    }
  }

  @Test
  void oneOfManyLoginsAsksAndTheOthersWaitForIt() throws Exception {
    issuer.gate = new CountDownLatch(1);
    try (Logins logins = new Logins(issuer.signed("timeout=30s"))) {
      String token = issuer.token("alice");
      List<CompletableFuture<String>> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            CompletableFuture.supplyAsync(
                () -> logins.verify(token), task -> new Thread(task).start()));
      }
      issuer.gate.countDown();
      for (CompletableFuture<String> thread : threads) {
        assertThat(thread.get()).isEqualTo("alice");
      }
      assertThat(issuer.requests).hasValue(1);
    }
  }

  @Test
  void whoeverHasAKeyDoesNotWaitForASlowIssuer() throws Exception {
    try (Logins logins = new Logins(issuer.signed("timeout=30s"))) {
      String token = issuer.token("alice");
      assertThat(logins.verify(token)).isEqualTo("alice");
      issuer.gate = new CountDownLatch(1);
      issuer.clock.advance(IssuerKeys.FRESH);
      CompletableFuture<String> asking =
          CompletableFuture.supplyAsync(
              () -> logins.verify(token), task -> new Thread(task).start());
      while (issuer.requests.get() < 2) {
        Thread.onSpinWait();
      }
      assertThat(logins.verify(token)).isEqualTo("alice");
      assertThat(asking).isNotDone();
      issuer.gate.countDown();
      assertThat(asking.get()).isEqualTo("alice");
    }
  }
}
