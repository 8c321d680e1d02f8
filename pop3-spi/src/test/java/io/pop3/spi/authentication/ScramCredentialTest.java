package io.pop3.spi.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ScramCredentialTest {

  private static final MaildropOwner ALICE = MaildropOwner.of("alice");

  @ParameterizedTest
  @EnumSource
  void keysHaveTheLengthOfTheHash(ScramHash hash) {
    int octets = hash.digestOctets();
    assertThat(credential(hash, 1, 4096, octets, octets).hash()).isEqualTo(hash);
    for (int wrong : new int[] {0, octets - 1, octets + 1}) {
      assertRefused("StoredKey length: " + wrong, hash, 1, 4096, wrong, octets);
      assertRefused("ServerKey length: " + wrong, hash, 1, 4096, octets, wrong);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 4096, salt length: 0", "16, 4095, iterations: 4095", "16, -1, iterations: -1"})
  void aSaltAndEnoughIterationsAreRequired(int saltOctets, int iterations, String message) {
    assertRefused(message, ScramHash.SHA_256, saltOctets, iterations, 32, 32);
  }

  private static void assertRefused(
      String message, ScramHash hash, int salt, int iterations, int storedKey, int serverKey) {
    assertThatThrownBy(() -> credential(hash, salt, iterations, storedKey, serverKey))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("expected");
  }

  private static ScramCredential credential(
      ScramHash hash, int salt, int iterations, int storedKey, int serverKey) {
    return new ScramCredential(
        ALICE, hash, new byte[salt], iterations, new byte[storedKey], new byte[serverKey]);
  }

  @Test
  void arraysAreCopiedInAndOut() {
    byte[] salt = filled(16, 1);
    byte[] storedKey = filled(32, 2);
    byte[] serverKey = filled(32, 3);
    ScramCredential credential =
        new ScramCredential(ALICE, ScramHash.SHA_256, salt, 5000, storedKey, serverKey);
    for (byte[] array :
        new byte[][] {
          salt,
          storedKey,
          serverKey,
          credential.salt(),
          credential.storedKey(),
          credential.serverKey()
        }) {
      Arrays.fill(array, (byte) 9);
    }
    assertThat(credential.salt()).isEqualTo(filled(16, 1));
    assertThat(credential.storedKey()).isEqualTo(filled(32, 2));
    assertThat(credential.serverKey()).isEqualTo(filled(32, 3));
    assertThat(credential.iterations()).isEqualTo(5000);
    assertThat(credential.owner()).isEqualTo(ALICE);
  }

  private static byte[] filled(int length, int value) {
    byte[] array = new byte[length];
    Arrays.fill(array, (byte) value);
    return array;
  }

  @Test
  void theTextHasNoKeys() {
    assertThat(
            new ScramCredential(
                    ALICE, ScramHash.SHA_1, filled(4, 7), 4096, filled(20, 77), filled(20, 88))
                .toString())
        .contains("alice", "SHA_1", "redacted")
        .doesNotContain("77", "88");
  }
}
