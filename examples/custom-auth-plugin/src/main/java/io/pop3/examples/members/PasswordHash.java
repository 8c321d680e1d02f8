package io.pop3.examples.members;

import io.pop3.protocol.model.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A password as PBKDF2 with HMAC-SHA-256, written {@code iterations:salt:key} with base64. */
final class PasswordHash {

  private static final int KEY_BITS = 256;

  private final int iterations;
  private final byte[] salt;
  private final byte[] key;

  private PasswordHash(int iterations, byte[] salt, byte[] key) {
    this.iterations = iterations;
    this.salt = salt;
    this.key = key;
  }

  /** Reads the text form; a message about a broken one shows nothing of it. */
  static PasswordHash parse(String text) {
    String[] parts = text.split(":", -1);
    try {
      if (parts.length == 3) {
        int iterations = Integer.parseInt(parts[0]);
        byte[] salt = Base64.getDecoder().decode(parts[1]);
        byte[] key = Base64.getDecoder().decode(parts[2]);
        if (iterations > 0 && salt.length > 0 && key.length == KEY_BITS / Byte.SIZE) {
          return new PasswordHash(iterations, salt, key);
        }
      }
    } catch (IllegalArgumentException e) {
      // Told below without the exception, whose message shows what could not be read.
    }
    throw new IllegalArgumentException("password hash (expected: iterations:salt:key)");
  }

  boolean matches(Secret password) {
    char[] characters = characters(password);
    try {
      return characters.length > 0
          && MessageDigest.isEqual(key, derive(characters, iterations, salt));
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  /**
   * The characters of a password; none if nobody can have it, which are the empty one, octets that
   * are no UTF-8, and any with NUL: HMAC takes a password and the same with NULs behind it for one.
   */
  private static char[] characters(Secret password) {
    byte[] octets = password.reveal();
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      char[] characters = new char[decoded.remaining()];
      decoded.get(characters);
      Arrays.fill(decoded.array(), '\0');
      for (char character : characters) {
        if (character == '\0') {
          return new char[0];
        }
      }
      return characters;
    } catch (CharacterCodingException e) {
      return new char[0];
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private static byte[] derive(char[] password, int iterations, byte[] salt) {
    PBEKeySpec specification = new PBEKeySpec(password, salt, iterations, KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(specification)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2WithHmacSHA256: missing in this JVM", e);
    } finally {
      specification.clearPassword();
    }
  }

  /** Shows nothing: a hash belongs in no log. */
  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
