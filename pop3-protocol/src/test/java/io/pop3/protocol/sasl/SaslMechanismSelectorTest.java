package io.pop3.protocol.sasl;

import static io.pop3.protocol.sasl.SaslMechanism.ANONYMOUS;
import static io.pop3.protocol.sasl.SaslMechanism.CRAM_MD5;
import static io.pop3.protocol.sasl.SaslMechanism.EXTERNAL;
import static io.pop3.protocol.sasl.SaslMechanism.LOGIN;
import static io.pop3.protocol.sasl.SaslMechanism.OAUTHBEARER;
import static io.pop3.protocol.sasl.SaslMechanism.PLAIN;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_1;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_1_PLUS;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_256;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_256_PLUS;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_512;
import static io.pop3.protocol.sasl.SaslMechanism.SCRAM_SHA_512_PLUS;
import static io.pop3.protocol.sasl.SaslMechanism.XOAUTH2;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Which mechanism a client tries, and which next: 5034-OUT-3, LOGIN-1, 5802-CB-1, A-36. */
class SaslMechanismSelectorTest {

  private static final Set<SaslMechanism> ALL = EnumSet.allOf(SaslMechanism.class);
  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, new byte[] {1}));
  private static final SaslCredentials PASSWORD =
      SaslCredentials.password(new UserName("tim"), Secret.of("pencil"));

  private static SaslClientOptions.Builder overTls(Set<SaslMechanism> offered) {
    return SaslClientOptions.on(new SecureRandom(), offered, true);
  }

  private static SaslClientOptions.Builder inTheClear(Set<SaslMechanism> offered) {
    return SaslClientOptions.on(new SecureRandom(), offered, false);
  }

  private static List<SaslMechanism> choices(
      SaslCredentials credentials, SaslClientOptions.Builder options) {
    SaslMechanismSelector selector = new SaslMechanismSelector(credentials, options.build());
    List<SaslMechanism> choices = new ArrayList<>();
    for (Optional<SaslMechanism> next = selector.next(); next.isPresent(); next = selector.next()) {
      choices.add(next.get());
    }
    return choices;
  }

  @Test
  void strongestClassIsTriedInItsOrderAndNoOther() {
    // no weaker class after a failure
    assertThat(choices(PASSWORD, overTls(ALL)))
        .containsExactly(SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1);
    assertThat(choices(PASSWORD, overTls(ALL).bindings(BINDINGS)))
        .containsExactly(SCRAM_SHA_512_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS);
    assertThat(choices(PASSWORD, overTls(Set.of(PLAIN, CRAM_MD5)))).containsExactly(CRAM_MD5);
  }

  @Test
  void weakerClassesFollowIfAllowed() {
    assertThat(choices(PASSWORD, overTls(ALL).allowWeakerAfterFailure()))
        .containsExactly(SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1, CRAM_MD5, PLAIN);
  }

  @Test
  void bareFormIsNoCandidateWhereTheBoundOneIsOffered() {
    // 5802-CB-1: the server would refuse the flag y
    assertThat(
            choices(
                PASSWORD,
                overTls(Set.of(SCRAM_SHA_256, SCRAM_SHA_256_PLUS, SCRAM_SHA_1))
                    .bindings(BINDINGS)
                    .allowWeakerAfterFailure()))
        .containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_1);
  }

  @Test
  void requiredBindingLeavesTheBoundFormsAlone() {
    // 5802-CB-2
    assertThat(
            choices(
                PASSWORD,
                overTls(ALL).bindings(BINDINGS).requireChannelBinding().allowWeakerAfterFailure()))
        .containsExactly(SCRAM_SHA_512_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS);
    assertThat(choices(PASSWORD, overTls(ALL).requireChannelBinding())).isEmpty();
    assertThat(choices(PASSWORD, overTls(Set.of(PLAIN)).bindings(BINDINGS).requireChannelBinding()))
        .isEmpty();
  }

  @Test
  void loginIsTheLastResort() {
    // LOGIN-1
    assertThat(choices(PASSWORD, overTls(Set.of(LOGIN)))).containsExactly(LOGIN);
    assertThat(choices(PASSWORD, overTls(Set.of(LOGIN, PLAIN)).allowWeakerAfterFailure()))
        .containsExactly(PLAIN);
  }

  @Test
  void withoutTlsNoPasswordIsSentUnlessAllowed() {
    // 4616-SEC-1, LOGIN-2, 5034-MTI-4, 7628-TLS-1, XOA2-TLS-1
    assertThat(choices(PASSWORD, inTheClear(Set.of(PLAIN)))).isEmpty();
    assertThat(choices(PASSWORD, inTheClear(Set.of(LOGIN)))).isEmpty();
    assertThat(choices(PASSWORD, inTheClear(Set.of(PLAIN)).allowPlaintextWithoutTls()))
        .containsExactly(PLAIN);
    assertThat(choices(PASSWORD, inTheClear(ALL)))
        .containsExactly(SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1);
    assertThat(choices(token("tim"), inTheClear(ALL).allowPlaintextWithoutTls())).isEmpty();
    assertThat(choices(SaslCredentials.certificate(), inTheClear(ALL))).isEmpty();
  }

  @Test
  void credentialsDecideTheRest() {
    assertThat(choices(token("tim"), overTls(ALL))).containsExactly(OAUTHBEARER, XOAUTH2);
    assertThat(choices(SaslCredentials.token(Optional.empty(), Secret.of("t")), overTls(ALL)))
        .containsExactly(OAUTHBEARER);
    assertThat(choices(SaslCredentials.certificate(), overTls(ALL))).containsExactly(EXTERNAL);
    assertThat(choices(SaslCredentials.anonymous(""), overTls(ALL))).containsExactly(ANONYMOUS);
    assertThat(choices(SaslCredentials.anonymous(""), inTheClear(ALL))).containsExactly(ANONYMOUS);
  }

  @Test
  void actingAsAnotherNeedsAMechanismThatCanSaySo() {
    SaslCredentials acting = PASSWORD.actingAs(new UserName("ann"));

    assertThat(choices(acting, overTls(Set.of(CRAM_MD5, LOGIN, PLAIN)))).containsExactly(PLAIN);
    assertThat(choices(acting, overTls(Set.of(CRAM_MD5, LOGIN)))).isEmpty();
  }

  @Test
  void nothingOfferedMeansNothingToTry() {
    // 5034-CAPA-4
    assertThat(choices(PASSWORD, overTls(Set.of()))).isEmpty();
  }

  @Property
  void whatIsChosenCanBeOpened(
      @ForAll Set<SaslMechanism> offered,
      @ForAll boolean tls,
      @ForAll boolean bound,
      @ForAll boolean required,
      @ForAll boolean weaker,
      @ForAll boolean plaintext) {
    SaslClientOptions.Builder builder = SaslClientOptions.on(new SecureRandom(), offered, tls);
    if (bound && tls) {
      builder.bindings(BINDINGS);
    }
    if (required) {
      builder.requireChannelBinding();
    }
    if (weaker) {
      builder.allowWeakerAfterFailure();
    }
    if (plaintext) {
      builder.allowPlaintextWithoutTls();
    }
    for (SaslCredentials credentials :
        List.of(PASSWORD, token("tim"), SaslCredentials.certificate())) {
      List<SaslMechanism> choices = choices(credentials, builder);
      for (SaslMechanism mechanism : choices) {
        try (SaslClientExchange exchange =
            SaslClientExchange.open(mechanism, credentials, builder.build())) {
          assertThat(exchange.mechanism()).isEqualTo(mechanism);
        }
        assertThat(offered).contains(mechanism);
        assertThat(mechanism.isPlaintext() && !tls && !plaintext).isFalse();
        assertThat(mechanism.strength() == choices.get(0).strength() || weaker).isTrue();
        assertThat(required && !mechanism.bindsChannel()).isFalse();
      }
    }
  }

  private static SaslCredentials token(String name) {
    return SaslCredentials.token(Optional.of(new UserName(name)), Secret.of("token"));
  }
}
