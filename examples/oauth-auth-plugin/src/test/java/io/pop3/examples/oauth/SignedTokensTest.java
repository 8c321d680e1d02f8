package io.pop3.examples.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signed token must be to open a maildrop (ledger 7628-VAL-2). */
final class SignedTokensTest {

  private TestIssuer issuer;

  @BeforeEach
  void startIssuer() throws Exception {
    issuer = new TestIssuer();
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private String verify(JWTClaimsSet.Builder claims, String... changes) {
    return verify(issuer.sign(claims.build()), changes);
  }

  private String verify(String token, String... changes) {
    try (Logins logins = new Logins(issuer.signed(changes))) {
      return logins.verify(token);
    }
  }

  @Test
  void aGoodTokenOpensTheMaildropOfItsUserAndNoOther() {
    try (Logins logins = new Logins(issuer.signed())) {
      String token = issuer.token("alice");
      assertThat(logins.verify(token)).isEqualTo("alice");
      assertThat(logins.verify(token, "alice")).isEqualTo("alice");
      assertThat(logins.verify(token, "bob")).isEqualTo(Logins.INVALID);
      assertThat(logins.verify(token, "ALICE")).isEqualTo(Logins.INVALID);
    }
  }

  @ParameterizedTest
  @CsvSource({"-3600, invalid_token", "-60, invalid_token", "-59, alice", "0, alice", "1, alice"})
  void anExpiredTokenIsGoodForTheSkewOfClocksAndNoLonger(int seconds, String expected) {
    Instant expiry = issuer.clock.instant().plusSeconds(seconds);
    assertThat(verify(issuer.claims("alice").expirationTime(Date.from(expiry))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3600, invalid_token", "61, invalid_token", "59, alice", "-1, alice"})
  void aTokenIsNotGoodBeforeItsTime(int seconds, String expected) {
    Instant start = issuer.clock.instant().plusSeconds(seconds);
    assertThat(verify(issuer.claims("alice").notBeforeTime(Date.from(start)))).isEqualTo(expected);
  }

  @Test
  void whatATokenMustSayItMustSay() {
    assertThat(verify(issuer.claims("alice").expirationTime(null))).isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").issuer("https://issuer.example/")))
        .isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").issuer(null))).isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").audience("imap.example.org")))
        .isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").audience((String) null))).isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").subject(null))).isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("alice").claim("sub", List.of("alice"))))
        .isEqualTo(Logins.INVALID);
    assertThat(verify(issuer.claims("a\nb"))).isEqualTo(Logins.INVALID);
  }

  @Test
  void oneOfSeveralAudiencesIsEnough() {
    assertThat(
            verify(
                issuer.claims("alice").audience(List.of("imap.example.org", TestIssuer.AUDIENCE))))
        .isEqualTo("alice");
    assertThat(verify(issuer.claims("alice"), "audience=x, " + TestIssuer.AUDIENCE))
        .isEqualTo("alice");
  }

  /** Such a token needs a proof that its sender has the key, for which there is no room. */
  @Test
  void aTokenThatIsBoundToAKeyIsNoBearerToken() {
    assertThat(verify(issuer.claims("alice").claim("cnf", Map.of("jkt", "x"))))
        .isEqualTo(Logins.INVALID);
  }

  @Test
  void theUserIsTheOneInTheClaimThatWasChosen() {
    JWTClaimsSet.Builder claims =
        issuer.claims("0815").claim("preferred_username", "alice").claim("email", "a@example.org");
    assertThat(verify(claims, "user-claim=preferred_username")).isEqualTo("alice");
    assertThat(verify(claims, "user-claim=email")).isEqualTo("a@example.org");
    assertThat(verify(claims, "user-claim=upn")).isEqualTo(Logins.INVALID);
    assertThat(verify(claims.claim("email_verified", false), "user-claim=email"))
        .as("anybody may have told the issuer this address")
        .isEqualTo(Logins.INVALID);
  }

  @Test
  void aTokenMustAllowAllOfTheScope() throws Exception {
    String wanted = "scope=mail.read mail.delete";
    JWTClaimsSet.Builder claims = issuer.claims("alice");
    assertThat(verify(claims.claim("scope", "mail.delete openid mail.read"), wanted))
        .isEqualTo("alice");
    assertThat(verify(claims.claim("scope", null).claim("scp", "mail.read mail.delete"), wanted))
        .isEqualTo("alice");
    assertThat(verify(claims.claim("scp", List.of("mail.read", "mail.delete")), wanted))
        .isEqualTo("alice");
    for (Object scope : List.of("mail.read", "", "mail.reader mail.delete", 7)) {
      assertThat(verify(claims.claim("scp", null).claim("scope", scope), wanted))
          .isEqualTo("insufficient_scope");
    }
  }

  /** RFC 7628 section 3.2.2: what the client needs to get a better token. */
  @Test
  void aRejectionTellsTheClientWhatToAskForAndWhere() throws Exception {
    String about = "https://issuer.example/.well-known/openid-configuration";
    try (Logins logins = new Logins(issuer.signed("scope=b a", "openid-configuration=" + about))) {
      assertThat(logins.verdict(issuer.token("alice"), Optional.empty()))
          .isEqualTo(
              new TokenRejected("insufficient_scope", Optional.of("a b"), Optional.of(about)));
      assertThat(logins.verdict("nonsense", Optional.of(new UserName("alice"))))
          .isEqualTo(new TokenRejected("invalid_token", Optional.of("a b"), Optional.of(about)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "HS384", "HS512"})
  void anAlgorithmThatNeedsNoPrivateKeyIsNotBelieved(String algorithm) throws Exception {
    JWTClaimsSet claims = issuer.claims("alice").build();
    String token;
    if (algorithm.equals("none")) {
      token = new PlainJWT(claims).serialize();
    } else {
      // Signed with the published key, as if it were a shared one.
      byte[] published =
          ("-----BEGIN PUBLIC KEY-----\n"
                  + Base64.getMimeEncoder(64, new byte[] {'\n'})
                      .encodeToString(TestIssuer.FIRST_KEY.toRSAPublicKey().getEncoded())
                  + "\n-----END PUBLIC KEY-----\n")
              .getBytes(US_ASCII);
      SignedJWT signed =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("first").build(), claims);
      signed.sign(new MACSigner(published));
      token = signed.serialize();
    }
    assertThat(verify(token)).isEqualTo(Logins.INVALID);
  }

  @Test
  void anAlgorithmThatIsNotConfiguredIsNotBelieved() {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build();
    String token = issuer.sign(header, issuer.claims("alice").build());
    assertThat(verify(token)).isEqualTo(Logins.INVALID);
    assertThat(verify(token, "algorithms=RS512")).isEqualTo("alice");
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotBelieved() {
    issuer.signingKey = TestIssuer.SECOND_KEY;
    for (String id : List.of("first", "second")) {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.RS256)
              .keyID(id)
              .jwk(TestIssuer.SECOND_KEY.toPublicJWK())
              .jwkURL(URI.create("https://mallory.example/keys"))
              .build();
      assertThat(verify(issuer.sign(header, issuer.claims("alice").build())))
          .isEqualTo(Logins.INVALID);
    }
  }

  @Test
  void aTokenOfAnotherTypeIsNoAccessToken() {
    JWTClaimsSet claims = issuer.claims("alice").build();
    JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first");
    for (String type : List.of("JWT", "at+jwt", "AT+JWT")) {
      assertThat(verify(issuer.sign(header.type(new JOSEObjectType(type)).build(), claims)))
          .isEqualTo("alice");
    }
    for (String type : List.of("logout+jwt", "dpop+jwt", "secevent+jwt")) {
      assertThat(verify(issuer.sign(header.type(new JOSEObjectType(type)).build(), claims)))
          .isEqualTo(Logins.INVALID);
    }
  }

  @Test
  void aTokenWithoutANameOfItsKeyIsTriedWithAll() {
    String token = issuer.sign(new JWSHeader(JWSAlgorithm.RS256), issuer.claims("alice").build());
    assertThat(verify(token)).isEqualTo("alice");
  }

  @Test
  void whatIsNoTokenIsRejectedAndAsksNobody() {
    try (Logins logins = new Logins(issuer.signed())) {
      for (String token :
          List.of(
              "",
              ".",
              "..",
              "...",
              "a.b.c",
              "e30.e30.e30",
              "eyJhbGciOiJSUzI1NiJ9..",
              "\0",
              "x y")) {
        assertThat(logins.verify(token)).as(token).isEqualTo(Logins.INVALID);
      }
      String good = issuer.token("alice");
      for (String token : List.of(good + "\n", " " + good, good + "=", good.replace(".", ".~"))) {
        assertThat(logins.verify(token)).as(token).isEqualTo(Logins.INVALID);
      }
    }
    assertThat(issuer.requests.get()).isLessThanOrEqualTo(1);
  }

  @Test
  void aChangedTokenIsRejected() {
    String token = issuer.token("alice");
    try (Logins logins = new Logins(issuer.signed())) {
      for (int i = 0; i < token.length() - 1; i += 7) {
        char other = token.charAt(i) == 'A' ? 'B' : 'A';
        String changed = token.substring(0, i) + other + token.substring(i + 1);
        assertThat(logins.verify(changed)).as("octet %s", i).isEqualTo(Logins.INVALID);
      }
    }
  }

  @Test
  void aSkewOfClocksMayBeRuledOut() {
    Instant past = issuer.clock.instant().minus(Duration.ofSeconds(1));
    assertThat(verify(issuer.claims("alice").expirationTime(Date.from(past)), "clock-skew=0s"))
        .isEqualTo(Logins.INVALID);
  }
}
