package io.pop3.auth.file;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt in the form of crypt(3): {@code $2y$cost$} and 22 characters of salt, 31 of hash. {@code
 * $2a$}, {@code $2b$} and {@code $2y$} are computed alike; {@code $2x$} marks hashes of a faulty
 * implementation and is refused.
 */
final class BcryptCredential extends Credential {

  /** The greatest cost, the binary logarithm of rounds: about two seconds of one processor. */
  private static final int MAX_COST = 15;

  private static final int MIN_COST = 4;

  /** How much of a password bcrypt looks at. */
  private static final int MAX_OCTETS = 72;

  private static final Pattern FORM =
      Pattern.compile("(\\$2[aby]\\$)([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String text;

  private BcryptCredential(String text) {
    this.text = text;
  }

  static BcryptCredential decode(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw CredentialText.malformed(
          PasswordScheme.BLF_CRYPT, "$2y$, two digits, $, 53 characters of salt and hash");
    }
    CredentialText.number("bcrypt cost", matcher.group(2), MIN_COST, MAX_COST);
    return new BcryptCredential(text);
  }

  static BcryptCredential create(int cost, byte[] prepared, SecureRandom random) {
    checkCost(cost);
    if (prepared.length > MAX_OCTETS) {
      throw new IllegalArgumentException(
          "password length in octets: "
              + prepared.length
              + " (expected: at most "
              + MAX_OCTETS
              + " for "
              + PasswordScheme.BLF_CRYPT
              + ")");
    }
    return new BcryptCredential(
        OpenBSDBCrypt.generate("2y", prepared, randomOctets(random, 16), cost));
  }

  static int checkCost(int cost) {
    return CredentialText.checkRange("bcrypt cost", cost, MIN_COST, MAX_COST);
  }

  @Override
  public PasswordScheme scheme() {
    return PasswordScheme.BLF_CRYPT;
  }

  /** What bcrypt doesn't look at must count all the same, so longer passwords never match. */
  @Override
  boolean matches(byte[] prepared) {
    return OpenBSDBCrypt.checkPassword(text, prepared) && prepared.length <= MAX_OCTETS;
  }

  @Override
  String encoded() {
    return text;
  }

  @Override
  String work() {
    return text.substring(0, 7);
  }

  @Override
  Credential decoy(SecureRandom random) {
    StringBuilder decoy = new StringBuilder(work());
    random.ints(53, 0, ALPHABET.length()).forEach(i -> decoy.append(ALPHABET.charAt(i)));
    return new BcryptCredential(decoy.toString());
  }
}
