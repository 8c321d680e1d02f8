package io.pop3.auth.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways to keep a password that this module understands, the strongest first. Formats are those
 * of Dovecot's password schemes.
 */
public enum PasswordScheme {
  /** Argon2id (RFC 9106): slow and memory-hard; the default for new passwords. */
  ARGON2ID("ARGON2ID", false),
  /** Argon2i (RFC 9106): slow and memory-hard. */
  ARGON2I("ARGON2I", false),
  /** bcrypt: slow. It sees the first 72 octets of a password alone. */
  BLF_CRYPT("BLF-CRYPT", false),
  /** SHA-512 based crypt(3), {@code $6$}: slow by repetition. */
  SHA512_CRYPT("SHA512-CRYPT", false),
  /** SHA-256 based crypt(3), {@code $5$}: slow by repetition. */
  SHA256_CRYPT("SHA256-CRYPT", false),
  /** PBKDF2 with HMAC-SHA-1 (RFC 8018): slow by repetition. */
  PBKDF2("PBKDF2", false),
  /** A verifier for SCRAM-SHA-512; Dovecot does not know this scheme. */
  SCRAM_SHA_512("SCRAM-SHA-512", false),
  /** A verifier for SCRAM-SHA-256 (RFC 7677). */
  SCRAM_SHA_256("SCRAM-SHA-256", false),
  /** A verifier for SCRAM-SHA-1 (RFC 5802). */
  SCRAM_SHA_1("SCRAM-SHA-1", false),
  /** One round of SHA-512 with a salt; weak, since guesses cost next to nothing. */
  SSHA512("SSHA512", true),
  /** One round of SHA-256 with a salt; weak, since guesses cost next to nothing. */
  SSHA256("SSHA256", true),
  /** One round of SHA-1 with a salt; weak, since guesses cost next to nothing. */
  SSHA("SSHA", true),
  /** The password itself; weak, but APOP and CRAM-MD5 can't do without. */
  PLAIN("PLAIN", true);

  private static final Set<String> OTHER_NAMES_OF_PLAIN = Set.of("CLEARTEXT", "CLEAR");

  private final String schemeName;
  private final boolean weak;

  PasswordScheme(String schemeName, boolean weak) {
    this.schemeName = schemeName;
    this.weak = weak;
  }

  /**
   * Finds a scheme by the name that stands between the braces, whose case doesn't count.
   *
   * @param name a name, for example {@code argon2id} or {@code CLEARTEXT}
   * @return the scheme; empty if there is none of this name
   */
  public static Optional<PasswordScheme> named(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    return OTHER_NAMES_OF_PLAIN.contains(wanted)
        ? Optional.of(PLAIN)
        : Arrays.stream(values()).filter(scheme -> scheme.schemeName.equals(wanted)).findFirst();
  }

  /**
   * The name that stands between the braces.
   *
   * @return for example {@code SHA512-CRYPT}
   */
  public String schemeName() {
    return schemeName;
  }

  /**
   * Tells whether somebody who reads the file has the passwords with little or no effort. Weak
   * credentials open nothing unless the backend's configuration allows their scheme.
   *
   * @return whether it is weak
   */
  public boolean isWeak() {
    return weak;
  }

  /** Tells whether new passwords may be kept so; the weak digests are for old files alone. */
  boolean isFitForNewPasswords() {
    return !isWeak() || this == PLAIN;
  }

  /** Tells whether the exchanges that need this scheme can use one credential of a user alone. */
  boolean isOneForEachUser() {
    return switch (this) {
      case PLAIN, SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 -> true;
      default -> false;
    };
  }

  /** The names of schemes in a list for messages. */
  static String names(Stream<PasswordScheme> schemes) {
    return schemes.map(PasswordScheme::schemeName).collect(Collectors.joining(", "));
  }

  /** The scheme's name. */
  @Override
  public String toString() {
    return schemeName;
  }
}
