package io.pop3.auth.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hashes that other implementations made: libargon2, crypt(3) of the C library, OpenSSL, Python's
 * hashlib, and the examples of the RFCs.
 */
class CredentialKnownAnswerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          # libargon2: both types, both versions, one lane and several, another hash length
          vegetables|{ARGON2ID}$argon2id$v=19$m=256,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$Kvfbv4SiAk4Er7VZ8NU2GEKuX51k8A128UWqDRPcPf4
          vegetables|{ARGON2ID}$argon2id$m=256,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$gkhEYpUDMDKjDH2ay/Ez27WjLUV/c+1T2DtWAqr/kIY
          vegetables|{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$OWYk8AkNNnjLFL0XAjldxX4sG1lQVIwoGj9IA7Ptc+s
          vegetables|{ARGON2I}$argon2i$v=19$m=256,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$YK/d+hFxSpoti7KWVCNHCGWpVxegBvVv3vyWQAUKYI4
          vegetables|{ARGON2I}$argon2i$m=256,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$EfI+4wOYy6HIiP449rjbbpSkPNo5I4/umfS3IOwxnEk
          pässwörd €|{ARGON2ID}$argon2id$v=19$m=1024,t=2,p=2$c29tZXNhbHQ$W6Pr4I+kBfxL8l7zfZQc/xzqR6QEBjqJ
          # crypt(3): bcrypt
          vegetables|{BLF-CRYPT}$2a$06$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.
          vegetables|{BLF-CRYPT}$2b$06$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.
          vegetables|{BLF-CRYPT}$2y$06$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.
          pässwörd €|{BLF-CRYPT}$2y$05$abcdefghijklmnopqrstuuY8YJcx7OeCJ9JYO3w834ps8x/8H3Gfy
          # crypt(3) and openssl passwd: SHA-2
          vegetables|{SHA512-CRYPT}$6$saltstring$8LqjUO97dY9ztq9iy/mn3rqBmfpUUev702Jf5J1msFn2QCQYLPlwxN9w5FJcjBIu.U5UQ3.LtBok108.gaOLy/
          vegetables|{SHA512-CRYPT}$6$rounds=10000$saltstringsaltst$F5/XNSYA5a5szQcsuaWboH26kqDb0jYQ.ISqs2ygXdtJ7riVgRmTVxmhhfs15kHuBOkZma2naUpKOW0IAvuSP.
          pässwörd €|{SHA512-CRYPT}$6$saltstring$BZNXVNEeZ7x0s3z1BkdgXzBo7hoNCv1F6doJQJwt7UVZHKe344jOeXz6NblpYc2627UnaAcbq7WprH91juetH1
          vegetables|{SHA256-CRYPT}$5$saltstring$EF5jdqUS3BwHVQ30AA93R0nvQ6uvc5AjlqBybPvNfx5
          vegetables|{SHA256-CRYPT}$5$rounds=1400$anotherlongsalt$foIhFazrVAzwAxX2uY3AV02vqjN0sBga/MsMNAjrTW2
          pässwörd €|{SHA256-CRYPT}$5$saltstring$tV/79FUyRyNvGfmciS94zbnccDZxa8C4Dhg8hsaSdS0
          # without a scheme in front, as in /etc/shadow
          vegetables|$6$saltstring$8LqjUO97dY9ztq9iy/mn3rqBmfpUUev702Jf5J1msFn2QCQYLPlwxN9w5FJcjBIu.U5UQ3.LtBok108.gaOLy/
          vegetables|{CRYPT}$5$saltstring$EF5jdqUS3BwHVQ30AA93R0nvQ6uvc5AjlqBybPvNfx5
          vegetables|$2y$06$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.
          # hashlib
          vegetables|{PBKDF2}$1$0123456789abcdef$5000$1e03d5f9bfc48bbab1e894131518a96fcfaa8d09
          vegetables|{SSHA}tHHSBJR6UXwtBFP7I1kUFJvVbPxzYWx0
          vegetables|{ssha.hex}b471d204947a517c2d0453fb235914149bd56cfc73616c74
          vegetables|{SSHA.b64}tHHSBJR6UXwtBFP7I1kUFJvVbPxzYWx0
          vegetables|{SSHA256}T0PsDieQ/cw4Xo+LmcWb2BvhV82Sp1uQIPr8Wqr2mEJzYWx0
          vegetables|{SSHA512}sptJRowms+zul24lIKaGUiVZfhmAydXXPCKTDRxtrk0zI/VyZW4Jl3hB5M6t7/WDrSFOswCgzZPVrttB2QAEVHNhbHQ=
          # hashlib: SCRAM verifiers; then those of the examples in RFC 5802 and RFC 7677
          vegetables|{SCRAM-SHA-1}4096,MDEyMzQ1Njc4OWFiY2RlZg==,0AXUPLnO3oMTdK82TmouodV1rTY=,IhmVCjaF6HeiOzWLD9LMvO5Ih3Q=
          vegetables|{SCRAM-SHA-256}4096,MDEyMzQ1Njc4OWFiY2RlZg==,8ljfP1mc4rQpGwC1wZY6KSnIuGs6bt6XRy+mwCpjt0I=,TGi0nUDaPxwXraHjFCkYhQwMXZYOOccs5orAq6OJ8mQ=
          vegetables|{SCRAM-SHA-512}4096,MDEyMzQ1Njc4OWFiY2RlZg==,HuoumiloaBOw6JzZpgGpz0MZ0733/iHUnp2MuaioVIRhlv8ZY/swVfcyrg76ttKjFeFMXMarVjVmH67sprTQbQ==,etpTbA/wM5qkJyEeCgBeFQQLzOoxVhvRrlW0g2trgA038kGBP/Zc5JfNuGWnWlqPG5CH6MbP16kGqPLm7Ffyyg==
          pencil|{SCRAM-SHA-1}4096,QSXCR+Q6sek8bf92,6dlGYMOdZcOPutkcNY8U2g7vK9Y=,D+CSWLOshSulAsxiupA+qs2/fTE=
          pencil|{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=
          # no hash at all
          vegetables|{PLAIN}vegetables
          pässwörd €|{CLEARTEXT}pässwörd €
          a:b|{PLAIN.b64}YTpi
          a:b|{PLAIN.HEX}613a62
          {PLAIN}x|{PLAIN}{PLAIN}x
          """)
  void hashesOfOtherImplementationsMatchTheirPasswordAlone(String password, String field) {
    Credential credential = Credential.parse(field);

    assertThat(credential.matches(Secret.of(password))).isTrue();
    assertThat(credential.matches(Secret.of(password + "x"))).isFalse();
    assertThat(credential.matches(Secret.of(password.substring(1)))).isFalse();
    assertThat(credential.matches(Secret.of(password + "\0"))).isFalse();
    assertThat(credential.matches(Secret.of(""))).isFalse();
    assertThat(Credential.parse(credential.field())).isEqualTo(credential);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          # the types of Argon2 are not taken for each other
          {ARGON2I}$argon2id$v=19$m=256,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$Kvfbv4SiAk4Er7VZ8NU2GEKuX51k8A128UWqDRPcPf4
          {ARGON2ID}$argon2i$v=19$m=256,t=3,p=4$MDEyMzQ1Njc4OWFiY2RlZg$YK/d+hFxSpoti7KWVCNHCGWpVxegBvVv3vyWQAUKYI4
          {SHA256-CRYPT}$6$saltstring$8LqjUO97dY9ztq9iy/mn3rqBmfpUUev702Jf5J1msFn2QCQYLPlwxN9w5FJcjBIu.U5UQ3.LtBok108.gaOLy/
          {SHA512-CRYPT}$5$saltstring$EF5jdqUS3BwHVQ30AA93R0nvQ6uvc5AjlqBybPvNfx5
          {BLF-CRYPT}$2x$06$abcdefghijklmnopqrstuuGxZiIWSAWX6Gz7Qti7HfLovHV1N9SY.
          {SSHA}T0PsDieQ
          {SCRAM-SHA-1}4096,MDEyMzQ1Njc4OWFiY2RlZg==,8ljfP1mc4rQpGwC1wZY6KSnIuGs6bt6XRy+mwCpjt0I=,TGi0nUDaPxwXraHjFCkYhQwMXZYOOccs5orAq6OJ8mQ=
          """)
  void aHashOfOneSchemeIsNotTakenForAnother(String field) {
    assertThat(refusal(field)).doesNotContain(field.substring(field.length() - 8));
  }

  private static String refusal(String field) {
    try {
      Credential.parse(field);
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
    throw new AssertionError("accepted (expected: refused)");
  }
}
