package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialTest {

  private static final String BCRYPT_TAIL = "abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          # work that would keep a processor busy for minutes, or eat the heap
          {ARGON2ID}$argon2id$v=19$m=262145,t=1,p=1$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w  | Argon2 memory in KiB: 262145 (expected: 8 to 262144)
          {ARGON2ID}$argon2id$v=19$m=262144,t=9,p=1$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w  | Argon2 iterations at 262144 KiB: 9 (expected: 1 to 8)
          {ARGON2ID}$argon2id$v=19$m=8,t=1001,p=1$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w    | Argon2 iterations: 1001 (expected: 1 to 1000)
          {ARGON2ID}$argon2id$v=19$m=8,t=99999999999999,p=1$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w | Argon2 iterations: more than 9 digits (expected: 1 to 1000)
          {ARGON2ID}$argon2id$v=19$m=1024,t=1,p=65$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w   | Argon2 parallelism: 65 (expected: 1 to 64)
          {BLF-CRYPT}$2y$16$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.      | bcrypt cost: 16 (expected: 4 to 15)
          {SHA512-CRYPT}$6$rounds=1000001$salt$8LqjUO97dY9ztq9iy/mn3rqBmfpUUev702Jf5J1msFn2QCQYLPlwxN9w5FJcjBIu.U5UQ3.LtBok108.gaOLy/ | crypt rounds: 1000001 (expected: 1000 to 1000000)
          {SHA256-CRYPT}$5$rounds=999999999$salt$EF5jdqUS3BwHVQ30AA93R0nvQ6uvc5AjlqBybPvNfx5 | crypt rounds: 999999999 (expected: 1000 to 1000000)
          {PBKDF2}$1$0123456789abcdef$2000001$1e03d5f9bfc48bbab1e894131518a96fcfaa8d09  | PBKDF2 rounds: 2000001 (expected: 1000 to 2000000)
          {SCRAM-SHA-1}2000001,QSXCR+Q6sek8bf92,6dlGYMOdZcOPutkcNY8U2g7vK9Y=,D+CSWLOshSulAsxiupA+qs2/fTE= | SCRAM iterations: 2000001 (expected: 4096 to 2000000)
          # less than the algorithm, the RFC, or common sense allow
          {ARGON2ID}$argon2id$v=19$m=15,t=1,p=2$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w      | Argon2 memory in KiB: 15 (expected: 16 to 262144)
          {ARGON2ID}$argon2id$v=18$m=8,t=1,p=1$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/w       | Argon2 version: 18 (expected: 16 or 19)
          {ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$c29tZQ$W6Pr4I+kBfxL8l7zfZQc/w            | Argon2 salt length in octets: 4 (expected: 8 to 64)
          {ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$W6Pr                         | Argon2 hash length in octets: 3 (expected: 16 to 64)
          {BLF-CRYPT}$2y$03$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.      | bcrypt cost: 3 (expected: 4 to 15)
          {SCRAM-SHA-1}4095,QSXCR+Q6sek8bf92,6dlGYMOdZcOPutkcNY8U2g7vK9Y=,D+CSWLOshSulAsxiupA+qs2/fTE= | SCRAM iterations: 4095 (expected: 4096 to 2000000)
          {SCRAM-SHA-1}4096,,6dlGYMOdZcOPutkcNY8U2g7vK9Y=,D+CSWLOshSulAsxiupA+qs2/fTE= | SCRAM salt length in octets: 0 (expected: 1 to 64)
          {SCRAM-SHA-1}4096,QSXCR+Q6sek8bf92,6dlG,D+CSWLOshSulAsxiupA+qs2/fTE=         | SCRAM StoredKey length in octets: 3 (expected: 20 to 20)
          # an unsalted digest, as {SHA} has it
          {SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=                                            | SSHA length in octets: 20 (expected: 21 to 84)
          # schemes that Dovecot has and we don't are named; what might be a password isn't
          {MD5-CRYPT}$1$abc$def            | scheme: MD5-CRYPT (expected: one of
          $1$abc$def                       | scheme: MD5-CRYPT (expected: one of
          {plain-md5}5f4dcc3b              | scheme: PLAIN-MD5 (expected: one of
          {vegetables}                     | scheme: unknown (expected: one of
          {SSHA.b32}abc                    | encoding: unknown (expected: b64, base64 or hex)
          {SSHA.hex}abc                    | password field: not hexadecimal
          {PLAIN.b64}!                     | password field: not base64
          vegetables                       | password field: neither {SCHEME} nor a crypt(3) hash in front
          *                                | password field: neither {SCHEME} nor a crypt(3) hash in front
          !$6$saltstring$8LqjUO97dY9       | password field: neither {SCHEME} nor a crypt(3) hash in front
          {PLAIN                           | password field: neither {SCHEME} nor a crypt(3) hash in front
          {PLAIN}                          | password length in octets: 0 (expected: 1 to 1024)
          {PLAIN.hex}07                    | password: not fit for use
          """)
  void aHashThatCannotBeUsedIsRefusedInClearWords(String field, String message) {
    assertThatThrownBy(() -> Credential.parse(field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anEmptyFieldIsRefused() {
    assertThatThrownBy(() -> Credential.parse(""))
        .hasMessage("password field: empty (expected: {SCHEME}hash)");
  }

  /** AU-03: bcrypt looks at 72 octets, but what follows counts. */
  @Test
  void aPasswordThatBcryptWouldCutNeverMatches() {
    Credential credential =
        Credential.parse("{BLF-CRYPT}$2y$04$abcdefghijklmnopqrstuuZTjZLPfHpEpJpItylXptxm1IlmJA4Hq");

    assertThat(credential.matches(Secret.of("v".repeat(72)))).isTrue();
    assertThat(credential.matches(Secret.of("v".repeat(72) + "tail"))).isFalse();
  }

  @Test
  void aPasswordOfMoreThan1024OctetsNeverMatches() {
    Credential plain = Credential.parse("{PLAIN}" + "v".repeat(1024));

    assertThat(plain.matches(Secret.of("v".repeat(1024)))).isTrue();
    assertThat(plain.matches(Secret.of("v".repeat(1025)))).isFalse();
  }

  /** octets that fail preparation fail the login. */
  @Test
  void octetsThatAreNotUtf8NeverMatch() {
    Credential plain = Credential.parse("{PLAIN}\u00e4");

    assertThat(plain.matches(Secret.of("\u00e4".getBytes(StandardCharsets.UTF_8)))).isTrue();
    assertThat(plain.matches(Secret.of("\u00e4".getBytes(StandardCharsets.ISO_8859_1)))).isFalse();
    assertThat(plain.matches(Secret.of("\uFFFD"))).isFalse();
  }

  @Test
  void credentialsAreEqualIfTheyOpenTheSame() {
    assertThat(Credential.parse("{CLEARTEXT}a")).isEqualTo(Credential.parse("{plain.hex}61"));
    assertThat(Credential.parse("{PLAIN}a")).isNotEqualTo(Credential.parse("{PLAIN}b"));
    assertThat(Credential.parse("$2y$06$" + BCRYPT_TAIL))
        .isNotEqualTo(Credential.parse("$2a$06$" + BCRYPT_TAIL));
  }

  /** AU-08. */
  @Test
  void aCredentialShowsItsSchemeAlone() {
    assertThat(Credential.parse("{PLAIN}vegetables")).hasToString("Credential[PLAIN, redacted]");
  }

  @Test
  void aPasswordThatWouldBreakALineIsEncoded() {
    assertThat(PasswordHasher.of(PasswordScheme.PLAIN).hash(Secret.of("a:b")).field())
        .isEqualTo("{PLAIN.b64}YTpi");
    assertThat(PasswordHasher.of(PasswordScheme.PLAIN).hash(Secret.of("a b#{}")).field())
        .isEqualTo("{PLAIN}a b#{}");
  }
}
