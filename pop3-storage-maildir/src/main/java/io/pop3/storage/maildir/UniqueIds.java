package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Unique-ids, as a function of what never changes in a file's name (ledger MDIR-2, decision A-23).
 *
 * <p>Most bases are fit to be a unique-id and are it. Those that are too long or hold an octet
 * outside 0x21 to 0x7E become {@code ~} and the SHA-256 of the base, in 44 characters. Bases that
 * begin with {@code ~} take the same way, so that no two bases can meet in one unique-id. Nothing
 * is stored, so nothing can be lost.
 */
final class UniqueIds {

  private static final byte[] SAME_AS_BASE = {};

  private UniqueIds() {}

  /**
   * The unique-id of a file.
   *
   * @return its octets; empty if it is the base of the name
   */
  static byte[] derive(byte[] name) {
    int length = FileNames.baseLength(name);
    boolean fit = length <= UniqueId.MAX_OCTETS && name[0] != '~';
    for (int i = 0; fit && i < length; i++) {
      fit = name[i] >= 0x21 && name[i] <= 0x7E;
    }
    return fit ? SAME_AS_BASE : digest(name, length);
  }

  private static byte[] digest(byte[] name, int length) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JVM)", e);
    }
    sha256.update(name, 0, length);
    String text = "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
