package io.pop3.auth.file;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id and Argon2i (RFC 9106) in the text form of the reference implementation:
 *
 * <pre>$argon2id$v=19$m=65536,t=3,p=1$salt$hash</pre>
 *
 * <p>m is memory in KiB, t the number of passes, p that of lanes; base64 without padding. Without
 * {@code v} it is version 16, the one before the RFC.
 */
final class Argon2Credential extends Credential {

  /** The most memory that one check may take: 256 MiB. */
  private static final int MAX_MEMORY_KIB = 256 * 1024;

  /** The most memory times passes: 2 GiB, a few seconds of one processor. */
  private static final int MAX_MEMORY_PASSES_KIB = 2 * 1024 * 1024;

  private static final int MAX_ITERATIONS = 1_000;
  private static final int MAX_PARALLELISM = 64;
  private static final int VERSION_19 = Argon2Parameters.ARGON2_VERSION_13;
  private static final int VERSION_16 = Argon2Parameters.ARGON2_VERSION_10;
  private static final int SALT_OCTETS = 16;
  private static final int HASH_OCTETS = 32;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$(argon2id|argon2i)(?:\\$v=([0-9]++))?+\\$m=([0-9]++),t=([0-9]++),p=([0-9]++)"
              + "\\$([A-Za-z0-9+/]++)\\$([A-Za-z0-9+/]++)");

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2Credential(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  static Argon2Credential decode(PasswordScheme scheme, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || !matcher.group(1).equals(label(scheme))) {
      throw CredentialText.malformed(
          scheme, "$" + label(scheme) + "$v=19$m=...,t=...,p=...$salt$hash");
    }
    int version =
        Optional.ofNullable(matcher.group(2))
            .map(v -> CredentialText.number("Argon2 version", v, VERSION_16, VERSION_19))
            .orElse(VERSION_16);
    if (version != VERSION_16 && version != VERSION_19) {
      throw new IllegalArgumentException(
          "Argon2 version: " + version + " (expected: " + VERSION_16 + " or " + VERSION_19 + ")");
    }
    Cost cost =
        Cost.of(
            scheme,
            version,
            CredentialText.number("Argon2 memory in KiB", matcher.group(3), 8, MAX_MEMORY_KIB),
            CredentialText.number("Argon2 iterations", matcher.group(4), 1, MAX_ITERATIONS),
            CredentialText.number("Argon2 parallelism", matcher.group(5), 1, MAX_PARALLELISM));
    return new Argon2Credential(
        cost,
        CredentialText.base64("Argon2 salt", matcher.group(6), 8, 64),
        CredentialText.base64("Argon2 hash", matcher.group(7), 16, 64));
  }

  static Argon2Credential create(Cost cost, byte[] prepared, SecureRandom random) {
    byte[] salt = randomOctets(random, SALT_OCTETS);
    return new Argon2Credential(cost, salt, digest(cost, salt, prepared, HASH_OCTETS));
  }

  /** What to check for an unknown user of a file without users. */
  static Credential defaultDecoy(SecureRandom random) {
    Cost cost =
        Cost.of(
            PasswordScheme.ARGON2ID,
            PasswordHasher.DEFAULT_ARGON2_MEMORY_KIB,
            PasswordHasher.DEFAULT_ARGON2_ITERATIONS,
            PasswordHasher.DEFAULT_ARGON2_PARALLELISM);
    return new Argon2Credential(
        cost, randomOctets(random, SALT_OCTETS), randomOctets(random, HASH_OCTETS));
  }

  @Override
  public PasswordScheme scheme() {
    return cost.scheme;
  }

  @Override
  boolean matches(byte[] prepared) {
    return MessageDigest.isEqual(hash, digest(cost, salt, prepared, hash.length));
  }

  @Override
  String encoded() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return cost + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }

  @Override
  String work() {
    return cost.toString();
  }

  @Override
  Credential decoy(SecureRandom random) {
    return new Argon2Credential(
        cost, randomOctets(random, salt.length), randomOctets(random, hash.length));
  }

  private static String label(PasswordScheme scheme) {
    return scheme == PasswordScheme.ARGON2ID ? "argon2id" : "argon2i";
  }

  private static byte[] digest(Cost cost, byte[] salt, byte[] prepared, int octets) {
    int type =
        cost.scheme == PasswordScheme.ARGON2ID
            ? Argon2Parameters.ARGON2_id
            : Argon2Parameters.ARGON2_i;
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(type)
            .withVersion(cost.version)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.iterations)
            .withParallelism(cost.parallelism)
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] digest = new byte[octets];
    generator.generateBytes(prepared, digest);
    return digest;
  }

  /** What a check costs. */
  record Cost(PasswordScheme scheme, int version, int memoryKib, int iterations, int parallelism) {

    static Cost of(PasswordScheme scheme, int memoryKib, int iterations, int parallelism) {
      return of(scheme, VERSION_19, memoryKib, iterations, parallelism);
    }

    static Cost of(
        PasswordScheme scheme, int version, int memoryKib, int iterations, int parallelism) {
      CredentialText.checkRange("Argon2 parallelism", parallelism, 1, MAX_PARALLELISM);
      CredentialText.checkRange("Argon2 iterations", iterations, 1, MAX_ITERATIONS);
      CredentialText.checkRange("Argon2 memory in KiB", memoryKib, 8 * parallelism, MAX_MEMORY_KIB);
      CredentialText.checkRange(
          "Argon2 iterations at " + memoryKib + " KiB",
          iterations,
          1,
          MAX_MEMORY_PASSES_KIB / memoryKib);
      return new Cost(scheme, version, memoryKib, iterations, parallelism);
    }

    @Override
    public String toString() {
      String versionPart = version == VERSION_16 ? "" : "$v=" + version;
      return "$"
          + label(scheme)
          + versionPart
          + "$m="
          + memoryKib
          + ",t="
          + iterations
          + ",p="
          + parallelism;
    }
  }
}
