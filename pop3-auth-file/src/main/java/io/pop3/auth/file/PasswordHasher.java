package io.pop3.auth.file;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.sasl.ScramKeys;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Makes credentials from new passwords. Immutable; safe for several threads.
 *
 * <p>The default is {@link #argon2id()}. Costs out of a scheme's range are refused: the upper ends
 * are what {@link Credential#parse(String)} accepts, so whatever is made here can be read back.
 */
public final class PasswordHasher {

  /** Argon2 memory in KiB unless told otherwise: 64 MiB, as RFC 9106 section 4 recommends. */
  public static final int DEFAULT_ARGON2_MEMORY_KIB = 64 * 1024;

  /** Argon2 passes unless told otherwise, as RFC 9106 section 4 recommends. */
  public static final int DEFAULT_ARGON2_ITERATIONS = 3;

  /**
   * Argon2 lanes unless told otherwise. One, since a check runs on one thread: more lanes would not
   * make it faster here, but would for whoever tries passwords.
   */
  public static final int DEFAULT_ARGON2_PARALLELISM = 1;

  private static final int DEFAULT_BCRYPT_COST = 12;
  private static final int DEFAULT_CRYPT_ROUNDS = 500_000;
  private static final int DEFAULT_PBKDF2_ROUNDS = 1_300_000;

  private final PasswordScheme scheme;
  private final Method method;
  private final SecureRandom random;

  private PasswordHasher(PasswordScheme scheme, Method method, SecureRandom random) {
    this.scheme = scheme;
    this.method = method;
    this.random = random;
  }

  /**
   * Argon2id with {@value #DEFAULT_ARGON2_MEMORY_KIB} KiB, {@value #DEFAULT_ARGON2_ITERATIONS}
   * passes and {@value #DEFAULT_ARGON2_PARALLELISM} lane.
   *
   * @return a hasher
   */
  public static PasswordHasher argon2id() {
    return of(PasswordScheme.ARGON2ID);
  }

  /**
   * Argon2id with costs of one's own.
   *
   * @param memoryKib memory in KiB, from 8 times {@code parallelism} to 262144; every check of the
   *     password takes as much heap
   * @param iterations passes over the memory, from 1, and at most 2 GiB of memory times passes
   * @param parallelism lanes, from 1 to 64
   * @return a hasher
   * @throws IllegalArgumentException if a cost is out of its range
   */
  public static PasswordHasher argon2id(int memoryKib, int iterations, int parallelism) {
    return argon2(PasswordScheme.ARGON2ID, memoryKib, iterations, parallelism);
  }

  /**
   * A scheme with its default cost.
   *
   * @param scheme how to keep passwords
   * @return a hasher
   * @throws IllegalArgumentException if the scheme is {@code SSHA}, {@code SSHA256} or {@code
   *     SSHA512}, which are good for reading old files alone
   */
  public static PasswordHasher of(PasswordScheme scheme) {
    return switch (scheme) {
      case ARGON2ID, ARGON2I ->
          argon2(
              scheme,
              DEFAULT_ARGON2_MEMORY_KIB,
              DEFAULT_ARGON2_ITERATIONS,
              DEFAULT_ARGON2_PARALLELISM);
      case BLF_CRYPT -> of(scheme, DEFAULT_BCRYPT_COST);
      case SHA512_CRYPT, SHA256_CRYPT -> of(scheme, DEFAULT_CRYPT_ROUNDS);
      case PBKDF2 -> of(scheme, DEFAULT_PBKDF2_ROUNDS);
      case SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 -> of(scheme, ScramKeys.DEFAULT_ITERATIONS);
      case PLAIN ->
          new PasswordHasher(
              scheme, (prepared, random) -> PlainPassword.create(prepared), new SecureRandom());
      case SSHA512, SSHA256, SSHA ->
          throw new IllegalArgumentException(
              "scheme: " + scheme + " (expected: one that is fit for new passwords)");
    };
  }

  /**
   * A scheme whose cost is one number.
   *
   * @param scheme {@code BLF-CRYPT}, or one of {@code SHA512-CRYPT}, {@code SHA256-CRYPT}, {@code
   *     PBKDF2} and {@code SCRAM-*}
   * @param cost the binary logarithm of rounds, from 4 to 15, for {@code BLF-CRYPT}; else the
   *     number of rounds: 1000 to 1000000 for the crypt schemes, 1000 to 2000000 for {@code
   *     PBKDF2}, 4096 to 2000000 for {@code SCRAM-*}, where the client pays as much at every login
   * @return a hasher
   * @throws IllegalArgumentException if the scheme's cost isn't one number, or is out of range
   */
  public static PasswordHasher of(PasswordScheme scheme, int cost) {
    checkCost(scheme, cost);
    Method method =
        (prepared, random) ->
            switch (scheme) {
              case BLF_CRYPT -> BcryptCredential.create(cost, prepared, random);
              case SHA512_CRYPT, SHA256_CRYPT ->
                  Sha2CryptCredential.create(scheme, cost, prepared, random);
              case PBKDF2 -> Pbkdf2Credential.create(cost, prepared, random);
              default -> ScramVerifier.create(scheme, cost, prepared, random);
            };
    return new PasswordHasher(scheme, method, new SecureRandom());
  }

  private static PasswordHasher argon2(
      PasswordScheme scheme, int memoryKib, int iterations, int parallelism) {
    Argon2Credential.Cost cost =
        Argon2Credential.Cost.of(scheme, memoryKib, iterations, parallelism);
    return new PasswordHasher(
        scheme,
        (prepared, random) -> Argon2Credential.create(cost, prepared, random),
        new SecureRandom());
  }

  private static void checkCost(PasswordScheme scheme, int cost) {
    switch (scheme) {
      case BLF_CRYPT -> BcryptCredential.checkCost(cost);
      case SHA512_CRYPT, SHA256_CRYPT -> Sha2CryptCredential.checkRounds(cost);
      case PBKDF2 -> Pbkdf2Credential.checkRounds(cost);
      case SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 -> ScramVerifier.checkIterations(cost);
      default ->
          throw new IllegalArgumentException(
              "scheme: " + scheme + " (expected: one whose cost is one number)");
    }
  }

  /**
   * The same with another source of salts.
   *
   * @param otherRandom where salts come from
   * @return a hasher
   */
  public PasswordHasher withRandom(SecureRandom otherRandom) {
    return new PasswordHasher(scheme, method, otherRandom);
  }

  /**
   * How passwords will be kept.
   *
   * @return the scheme
   */
  public PasswordScheme scheme() {
    return scheme;
  }

  /**
   * Makes a credential, which takes as long as checking it will.
   *
   * @param password the new password in UTF-8; stays the caller's
   * @return a credential with a new salt
   * @throws IllegalArgumentException if the password is empty, longer than 1024 octets (72 for
   *     {@code BLF-CRYPT}, which looks at no more), not UTF-8, or holds what SASLprep forbids
   *     (decision A-46); the message doesn't show it
   */
  public Credential hash(Secret password) {
    CredentialText.checkRange(
        "password length in octets", password.length(), 1, Credential.MAX_PASSWORD_OCTETS);
    byte[] prepared =
        Credential.prepare(password, Preparation.STORED)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "password: not fit for use (expected: UTF-8 text that SASLprep, RFC"
                            + " 4013, allows)"));
    try {
      return method.apply(prepared, random);
    } finally {
      Arrays.fill(prepared, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "PasswordHasher[" + scheme + "]";
  }

  /** Makes a credential from a prepared password. */
  @FunctionalInterface
  private interface Method {
    Credential apply(byte[] prepared, SecureRandom random);
  }
}
