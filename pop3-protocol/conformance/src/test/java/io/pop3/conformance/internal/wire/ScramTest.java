package io.pop3.conformance.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramTest {

  /** The example of RFC 5802 section 5 (grammar V-4). */
  @Test
  void sha1IsThatOfTheExample() {
    Scram.Proof proof =
        Scram.of("SCRAM-SHA-1")
            .prove(
                Octets.bytes("pencil"),
                Base64.getDecoder().decode("QSXCR+Q6sek8bf92"),
                4096,
                "n=user,r=fyko+d2lbbFgONRv9qkxdawL,"
                    + "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096,"
                    + "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j");
    assertThat(proof)
        .isEqualTo(new Scram.Proof("v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "rmF9pqV8S7suAoZWja4dJRkFsKQ="));
  }

  /** The example of RFC 7677 section 3 (grammar V-5). */
  @Test
  void sha256IsThatOfTheExample() {
    String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    Scram.Proof proof =
        Scram.of("SCRAM-SHA-256-PLUS")
            .prove(
                Octets.bytes("pencil"),
                Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="),
                4096,
                "n=user,r=rOprNGfwEbeRWgbNEkqO,r="
                    + nonce
                    + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r="
                    + nonce);
    assertThat(proof)
        .isEqualTo(
            new Scram.Proof(
                "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }
}
