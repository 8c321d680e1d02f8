package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formulas give the proofs and signatures of the exchanges that the RFCs print. */
final class ScramFormulasTest {

  // RFC 5802 section 5 and RFC 7677 section 3: user "user", password "pencil".
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHA_1 | QSXCR+Q6sek8bf92 | fyko+d2lbbFgONRv9qkxdawL | 3rfcNHYJY1ZVvWVs7j | v0X8v3Bz2T0CJGbJQyF0X+HI4Ts= | rmF9pqV8S7suAoZWja4dJRkFsKQ=
          SHA_256 | W22ZaJ0SNY7soEsUEjb6gQ== | rOprNGfwEbeRWgbNEkqO | %hvYDpWUa2RaTCAfuxFIlj)hNlF$k0 | dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= | 6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
          """)
  void theExchangesOfTheRfcsComeOut(
      ScramHash hash,
      String salt,
      String clientNonce,
      String serverNonce,
      String proof,
      String serverSignature) {
    ScramCredential credential =
        ScramFormulas.credential(
            MaildropOwner.of("user"), hash, Secret.of("pencil"), decode(salt), 4096);
    String nonce = clientNonce + serverNonce;
    byte[] authMessage =
        ("n=user,r=" + clientNonce + ",r=" + nonce + ",s=" + salt + ",i=4096,c=biws,r=" + nonce)
            .getBytes(US_ASCII);
    byte[] clientSignature = ScramFormulas.hmac(hash, credential.storedKey(), authMessage);
    byte[] clientKey = decode(proof);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= clientSignature[i];
    }
    assertThat(ScramFormulas.digest(hash, clientKey))
        .as("H(ClientProof XOR ClientSignature)")
        .isEqualTo(credential.storedKey());
    assertThat(ScramFormulas.hmac(hash, credential.serverKey(), authMessage))
        .as("ServerSignature")
        .isEqualTo(decode(serverSignature));
  }

  private static byte[] decode(String base64) {
    return Base64.getDecoder().decode(base64);
  }
}
