package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * V-4, V-5, V-8: 5802-ALG-1, 5802-C1-1, 5802-S1-1, 5802-C2-1, 7677-ALG-1. The SHA-512 answers were
 * computed by another implementation.
 */
class ScramKnownAnswersTest {

  private static final byte[] BINDING = new byte[32];

  static {
    for (int i = 0; i < BINDING.length; i++) {
      BINDING[i] = (byte) i;
    }
  }

  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(Map.of(ChannelBindingType.TLS_EXPORTER, BINDING));

  record Vector(
      SaslMechanism mechanism,
      String header,
      String salt,
      String clientNonce,
      String serverNonce,
      String binding,
      String storedKey,
      String proof,
      String signature) {}

  static Stream<Arguments> vectors() {
    String nonce256 = "rOprNGfwEbeRWgbNEkqO";
    String server256 = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    String salt256 = "W22ZaJ0SNY7soEsUEjb6gQ==";
    return Stream.of(
            new Vector(
                SaslMechanism.SCRAM_SHA_1,
                "n,,",
                "QSXCR+Q6sek8bf92",
                "fyko+d2lbbFgONRv9qkxdawL",
                "3rfcNHYJY1ZVvWVs7j",
                "biws",
                "e9d94660c39d65c38fbad91c358f14da0eef2bd6",
                "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "rmF9pqV8S7suAoZWja4dJRkFsKQ="),
            new Vector(
                SaslMechanism.SCRAM_SHA_256,
                "n,,",
                salt256,
                nonce256,
                server256,
                "biws",
                "586e5df283e6dceb5c3e791d8b8528ec191e664045ce971792e2e6b5bb13e2a6",
                "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="),
            new Vector(
                SaslMechanism.SCRAM_SHA_256_PLUS,
                "p=tls-exporter,,",
                salt256,
                nonce256,
                server256,
                "cD10bHMtZXhwb3J0ZXIsLAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
                "586e5df283e6dceb5c3e791d8b8528ec191e664045ce971792e2e6b5bb13e2a6",
                "QC6CS20quADQRb3mT99YUH+n3VJxUvzuK0K0E1Vrs2M=",
                "2GiAgapEppLVlUXbxUDksL3VgYHzuqiK5tR4mhJGgvs="),
            new Vector(
                SaslMechanism.SCRAM_SHA_512,
                "n,,",
                salt256,
                nonce256,
                server256,
                "biws",
                "e8002e6f7d3ae446119b216933644dc2a2be7869eb918b8459b5e7d7d2ec12606aceef106825cd735170a675"
                    + "fd3611f684affad1dce3f43a0ee43bd590e1dbbe",
                "gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
                "ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw"
                    + "=="))
        .map(vector -> Arguments.of(vector.mechanism(), vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void dialogueIsThatOfTheVector(SaslMechanism mechanism, Vector vector) {
    Accounts accounts = new Accounts().withKeys("user", keys(vector));
    SaslDialogue dialogue = new SaslDialogue(client(vector), server(vector), accounts);

    assertThat(dialogue.play().isLogin()).isTrue();
    String nonce = "r=" + vector.clientNonce() + vector.serverNonce();
    assertThat(dialogue.messages())
        .isEqualTo(
            List.of(
                vector.header() + "n=user,r=" + vector.clientNonce(),
                nonce + ",s=" + vector.salt() + ",i=4096",
                "c=" + vector.binding() + "," + nonce + ",p=" + vector.proof(),
                "v=" + vector.signature(),
                ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void storedKeyIsThatOfTheVector(SaslMechanism mechanism, Vector vector) {
    assertThat(HexFormat.of().formatHex(keys(vector).storedKey())).isEqualTo(vector.storedKey());
  }

  private static ScramKeys keys(Vector vector) {
    ScramHash hash = vector.mechanism().scramHash().orElseThrow();
    byte[] salt = Base64.getDecoder().decode(vector.salt());
    return ScramKeys.derive(hash, Secret.of("pencil"), salt, 4096);
  }

  private static SaslServerExchange<String> server(Vector vector) {
    return new ScramServer<>(
        vector.mechanism(),
        Accounts.OPTIONS,
        new SaslConnection(Set.of(vector.mechanism()), BINDINGS),
        vector.serverNonce());
  }

  private static SaslClientExchange client(Vector vector) {
    SaslClientOptions.Builder options =
        SaslClientOptions.on(new SecureRandom(), Set.of(vector.mechanism()), true);
    if (vector.mechanism().bindsChannel()) {
      options.bindings(BINDINGS);
    }
    SaslCredentials credentials =
        SaslCredentials.password(new UserName("user"), Secret.of("pencil"));
    return new ScramClient(
        vector.mechanism(),
        (SaslCredentials.Password) credentials,
        options.build(),
        vector.clientNonce());
  }
}
