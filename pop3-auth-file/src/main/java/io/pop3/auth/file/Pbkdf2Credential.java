package io.pop3.auth.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * PBKDF2 with HMAC-SHA-1 as Dovecot writes it: {@code $1$salt$rounds$hash}. The salt is text and is
 * used as its octets; the hash is 20 octets in hexadecimal.
 */
final class Pbkdf2Credential extends Credential {

  /** The most rounds: about two seconds of one processor. */
  private static final int MAX_ROUNDS = 2_000_000;

  private static final int MIN_ROUNDS = 1_000;

  private static final int HASH_OCTETS = 20;
  private static final int SALT_CHARACTERS = 16;

  private static final Pattern FORM =
      Pattern.compile("\\$1\\$([^$]{1,64})\\$([0-9]++)\\$([0-9A-Fa-f]{40})");

  private final String salt;
  private final int rounds;
  private final byte[] hash;

  private Pbkdf2Credential(String salt, int rounds, byte[] hash) {
    this.salt = salt;
    this.rounds = rounds;
    this.hash = hash;
  }

  static Pbkdf2Credential decode(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw CredentialText.malformed(
          PasswordScheme.PBKDF2, "$1$salt$rounds$hash with 40 hexadecimal digits of hash");
    }
    return new Pbkdf2Credential(
        matcher.group(1),
        CredentialText.number("PBKDF2 rounds", matcher.group(2), MIN_ROUNDS, MAX_ROUNDS),
        HexFormat.of().parseHex(matcher.group(3)));
  }

  static int checkRounds(int rounds) {
    return CredentialText.checkRange("PBKDF2 rounds", rounds, MIN_ROUNDS, MAX_ROUNDS);
  }

  static Pbkdf2Credential create(int rounds, byte[] prepared, SecureRandom random) {
    checkRounds(rounds);
    String salt = Sha2CryptCredential.randomText(random, SALT_CHARACTERS);
    return new Pbkdf2Credential(salt, rounds, digest(salt, rounds, prepared));
  }

  @Override
  public PasswordScheme scheme() {
    return PasswordScheme.PBKDF2;
  }

  @Override
  boolean matches(byte[] prepared) {
    return MessageDigest.isEqual(hash, digest(salt, rounds, prepared));
  }

  @Override
  String encoded() {
    return "$1$" + salt + "$" + rounds + "$" + HexFormat.of().formatHex(hash);
  }

  @Override
  String work() {
    return "PBKDF2 " + rounds;
  }

  @Override
  Credential decoy(SecureRandom random) {
    return new Pbkdf2Credential(
        Sha2CryptCredential.randomText(random, SALT_CHARACTERS),
        rounds,
        randomOctets(random, HASH_OCTETS));
  }

  private static byte[] digest(String salt, int rounds, byte[] prepared) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA1Digest());
    generator.init(prepared, salt.getBytes(StandardCharsets.UTF_8), rounds);
    return ((KeyParameter) generator.generateDerivedMacParameters(Byte.SIZE * HASH_OCTETS))
        .getKey();
  }
}
