package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private static final Secret PASSWORD = Secret.of("vegetables");

  @ParameterizedTest
  @CsvSource({
    "ARGON2ID, '{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$'",
    "ARGON2I, '{ARGON2I}$argon2i$v=19$m=65536,t=3,p=1$'",
    "BLF_CRYPT, {BLF-CRYPT}$2y$12$",
    "SHA512_CRYPT, {SHA512-CRYPT}$6$rounds=500000$",
    "SHA256_CRYPT, {SHA256-CRYPT}$5$rounds=500000$",
    "PBKDF2, {PBKDF2}$1$",
    "SCRAM_SHA_512, '{SCRAM-SHA-512}15000,'",
    "SCRAM_SHA_256, '{SCRAM-SHA-256}15000,'",
    "SCRAM_SHA_1, '{SCRAM-SHA-1}15000,'",
    "PLAIN, {PLAIN}vegetables"
  })
  void theDefaultOfEverySchemeCanBeReadBack(PasswordScheme scheme, String start) {
    Credential credential = PasswordHasher.of(scheme).hash(PASSWORD);

    assertThat(credential.field()).startsWith(start);
    assertThat(Credential.parse(credential.field())).isEqualTo(credential);
  }

  @Test
  void theDefaultIsArgon2id() {
    assertThat(PasswordHasher.argon2id().scheme()).isEqualTo(PasswordScheme.ARGON2ID);
  }

  @Test
  void argon2idTakesCostsOfItsOwn() {
    assertThat(PasswordHasher.argon2id(64, 2, 4).hash(PASSWORD).field())
        .startsWith("{ARGON2ID}$argon2id$v=19$m=64,t=2,p=4$");
  }

  @ParameterizedTest
  @EnumSource(names = {"SSHA512", "SSHA256", "SSHA"})
  void aWeakDigestIsNotForNewPasswords(PasswordScheme scheme) {
    assertThatThrownBy(() -> PasswordHasher.of(scheme))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scheme: " + scheme + " (expected: one that is fit for new passwords)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BLF_CRYPT | 3 | bcrypt cost: 3 (expected: 4 to 15)",
        "BLF_CRYPT | 16 | bcrypt cost: 16 (expected: 4 to 15)",
        "SHA512_CRYPT | 999 | crypt rounds: 999 (expected: 1000 to 1000000)",
        "SHA256_CRYPT | 1000001 | crypt rounds: 1000001 (expected: 1000 to 1000000)",
        "PBKDF2 | 0 | PBKDF2 rounds: 0 (expected: 1000 to 2000000)",
        "SCRAM_SHA_256 | 4095 | SCRAM iterations: 4095 (expected: 4096 to 2000000)",
        "ARGON2ID | 5 | scheme: ARGON2ID (expected: one whose cost is one number)",
        "PLAIN | 5 | scheme: PLAIN (expected: one whose cost is one number)"
      })
  void aCostOutOfRangeIsRefused(PasswordScheme scheme, int cost, String message) {
    assertThatThrownBy(() -> PasswordHasher.of(scheme, cost))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 1", "15, 1, 2", "262145, 1, 1", "8, 0, 1", "262144, 9, 1", "8, 1, 0"})
  void anArgon2CostOutOfRangeIsRefused(int memory, int iterations, int parallelism) {
    assertThatThrownBy(() -> PasswordHasher.argon2id(memory, iterations, parallelism))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Argon2 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bell\u0007", "nul\0", "tab\t"})
  void aPasswordThatCannotBeTypedAtALoginIsRefused(String password) {
    PasswordHasher hasher = PasswordHasher.of(PasswordScheme.PLAIN);

    assertThatThrownBy(() -> hasher.hash(Secret.of(password)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("password");
  }

  @Test
  void aPasswordThatIsTooLongIsRefused() {
    assertThatThrownBy(
            () -> Samples.cheap(PasswordScheme.BLF_CRYPT).hash(Secret.of("v".repeat(73))))
        .hasMessage("password length in octets: 73 (expected: at most 72 for BLF-CRYPT)");
    assertThatThrownBy(
            () -> Samples.cheap(PasswordScheme.ARGON2ID).hash(Secret.of("v".repeat(1025))))
        .hasMessage("password length in octets: 1025 (expected: 1 to 1024)");
  }

  @Test
  void saltsComeFromTheGivenRandomness() {
    PasswordHasher hasher = Samples.cheap(PasswordScheme.ARGON2ID).withRandom(new Zeros());

    assertThat(hasher.hash(PASSWORD)).isEqualTo(hasher.hash(PASSWORD));
    assertThat(Samples.argon2id("vegetables")).isNotEqualTo(Samples.argon2id("vegetables"));
  }

  @Test
  void thePasswordStaysTheCallers() {
    Secret password = Secret.of("vegetables");

    PasswordHasher.of(PasswordScheme.PLAIN).hash(password);

    assertThat(password).isEqualTo(Secret.of("vegetables"));
  }

  /** A source of the same salt each time. */
  private static final class Zeros extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] octets) {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
