package io.pop3.auth.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * The SHA-2 based hashes of crypt(3): {@code $6$rounds=N$salt$hash} for SHA-512, {@code $5$} for
 * SHA-256. Without {@code rounds} there are 5000.
 */
final class Sha2CryptCredential extends Credential {

  /** The most rounds: about two seconds of one processor. */
  private static final int MAX_ROUNDS = 1_000_000;

  private static final int MIN_ROUNDS = 1_000;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\$[56]\\$(?:rounds=([0-9]++)\\$)?+[./A-Za-z0-9]{1,16})\\$([./A-Za-z0-9]++)");

  private static final String ALPHABET =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int SALT_CHARACTERS = 16;

  private final PasswordScheme scheme;
  private final Optional<String> rounds;
  private final String salt;
  private final String hash;

  private Sha2CryptCredential(
      PasswordScheme scheme, Optional<String> rounds, String salt, String hash) {
    this.scheme = scheme;
    this.rounds = rounds;
    this.salt = salt;
    this.hash = hash;
  }

  static Sha2CryptCredential decode(PasswordScheme scheme, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || !text.startsWith(prefix(scheme))
        || matcher.group(3).length() != hashCharacters(scheme)) {
      throw CredentialText.malformed(
          scheme,
          prefix(scheme)
              + "[rounds=...$]salt$hash with at most 16 characters of salt and "
              + hashCharacters(scheme)
              + " of hash");
    }
    Optional<String> rounds = Optional.ofNullable(matcher.group(2));
    rounds.ifPresent(r -> CredentialText.number("crypt rounds", r, MIN_ROUNDS, MAX_ROUNDS));
    return new Sha2CryptCredential(scheme, rounds, matcher.group(1), matcher.group(3));
  }

  static Sha2CryptCredential create(
      PasswordScheme scheme, int rounds, byte[] prepared, SecureRandom random) {
    checkRounds(rounds);
    String salt = prefix(scheme) + "rounds=" + rounds + "$" + randomText(random, SALT_CHARACTERS);
    return new Sha2CryptCredential(
        scheme, Optional.of(Integer.toString(rounds)), salt, digest(scheme, salt, prepared));
  }

  static int checkRounds(int rounds) {
    return CredentialText.checkRange("crypt rounds", rounds, MIN_ROUNDS, MAX_ROUNDS);
  }

  @Override
  public PasswordScheme scheme() {
    return scheme;
  }

  @Override
  boolean matches(byte[] prepared) {
    return MessageDigest.isEqual(octets(hash), octets(digest(scheme, salt, prepared)));
  }

  @Override
  String encoded() {
    return salt + "$" + hash;
  }

  @Override
  String work() {
    return prefix(scheme) + rounds.map(r -> "rounds=" + r).orElse("");
  }

  @Override
  Credential decoy(SecureRandom random) {
    String decoySalt =
        prefix(scheme)
            + rounds.map(r -> "rounds=" + r + "$").orElse("")
            + randomText(random, SALT_CHARACTERS);
    return new Sha2CryptCredential(
        scheme, rounds, decoySalt, randomText(random, hashCharacters(scheme)));
  }

  private static String prefix(PasswordScheme scheme) {
    return scheme == PasswordScheme.SHA512_CRYPT ? "$6$" : "$5$";
  }

  private static int hashCharacters(PasswordScheme scheme) {
    return scheme == PasswordScheme.SHA512_CRYPT ? 86 : 43;
  }

  private static String digest(PasswordScheme scheme, String salt, byte[] prepared) {
    // The library wipes the array it is given.
    byte[] password = prepared.clone();
    String text =
        scheme == PasswordScheme.SHA512_CRYPT
            ? Sha2Crypt.sha512Crypt(password, salt)
            : Sha2Crypt.sha256Crypt(password, salt);
    return text.substring(text.lastIndexOf('$') + 1);
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String randomText(SecureRandom random, int characters) {
    StringBuilder text = new StringBuilder(characters);
    random.ints(characters, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
    return text.toString();
  }
}
