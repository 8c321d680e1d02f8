package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Credentials and files for tests, as cheap to make as their schemes allow. */
final class Samples {

  static final ReadingRules STRONG = new ReadingRules(Set.of(), false);

  static final ReadingRules ALL =
      new ReadingRules(Arrays.stream(PasswordScheme.values()).collect(Collectors.toSet()), false);

  static final SecureRandom RANDOM = new SecureRandom();

  private Samples() {}

  /** One hasher for each scheme that new passwords can be kept in. */
  static List<PasswordHasher> hashers() {
    return Arrays.stream(PasswordScheme.values())
        .filter(PasswordScheme::isFitForNewPasswords)
        .map(Samples::cheap)
        .toList();
  }

  static PasswordHasher cheap(PasswordScheme scheme) {
    return switch (scheme) {
      case ARGON2ID -> PasswordHasher.argon2id(8, 1, 1);
      case BLF_CRYPT -> PasswordHasher.of(scheme, 4);
      case SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 -> PasswordHasher.of(scheme, 4096);
      case SHA512_CRYPT, SHA256_CRYPT, PBKDF2 -> PasswordHasher.of(scheme, 1000);
      default -> PasswordHasher.of(scheme);
    };
  }

  static Credential argon2id(String password) {
    return cheap(PasswordScheme.ARGON2ID).hash(Secret.of(password));
  }

  static Credential scram(String password) {
    return cheap(PasswordScheme.SCRAM_SHA_256).hash(Secret.of(password));
  }

  static String line(String name, String password) {
    return name + ":" + argon2id(password).field();
  }

  static UserDirectory read(ReadingRules rules, String... lines) {
    return read(rules, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static UserDirectory read(ReadingRules rules, byte[] octets) {
    return DirectoryReader.read(UsersText.of(octets), rules, RANDOM);
  }

  /** Passwords that every scheme can keep. */
  static Arbitrary<String> passwords() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("äöüß€")
        .ofMinLength(1)
        .ofMaxLength(20);
  }
}
