package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Unique-ids, as a function of what never changes in a file's name (ledger MDIR-2, decision A-23).
 *
 * <p>Most bases are fit to be a unique-id and are it. Those that are too long or hold an octet
 * outside 0x21 to 0x7E become {@code ~} and the SHA-256 of the base, in 44 characters. Bases that
 * begin with {@code ~} take the same way, so that no two bases can meet in one unique-id. Nothing
 * of this is stored, so nothing can be lost.
 *
 * <p>Messages that come from another server keep the unique-ids that they had there. These are
 * given once, kept in a file of their own ({@link UniqueIdFile}), and stay taken for ever; a base
 * that is equal to one of them takes the way of the unfit.
 */
final class UniqueIds {

  /** Stands for a unique-id that is the base of the file's name. */
  static final byte[] SAME_AS_BASE = {};

  private static final UniqueIds NONE = new UniqueIds(Map.of());

  private final Map<String, String> given;
  private final Set<String> taken;

  private UniqueIds(Map<String, String> given) {
    this.given = Map.copyOf(given);
    this.taken = Set.copyOf(given.values());
  }

  /** No unique-ids but those that follow from names. */
  static UniqueIds none() {
    return NONE;
  }

  /** Unique-ids by base. */
  static UniqueIds given(Map<String, String> idsByBase) {
    return new UniqueIds(idsByBase);
  }

  /** The unique-ids that do not follow from names, by base, in the order of the bases. */
  Map<String, String> given() {
    return new TreeMap<>(given);
  }

  /** Whether a unique-id was ever given. */
  boolean isTaken(String id) {
    return taken.contains(id);
  }

  /** The same with more given. */
  UniqueIds with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(given);
    all.putAll(more);
    return new UniqueIds(all);
  }

  /**
   * The unique-id of a file.
   *
   * @return its octets; none if it is the base of the name
   */
  byte[] of(FileName name) {
    if (given.isEmpty()) {
      return derive(name);
    }
    String base = name.base();
    String id = given.get(base);
    if (id != null) {
      return id.equals(base) ? SAME_AS_BASE : id.getBytes(StandardCharsets.US_ASCII);
    }
    return taken.contains(base) ? digest(name) : derive(name);
  }

  /**
   * The unique-id that follows from a name.
   *
   * @return its octets; none if it is the base of the name
   */
  static byte[] derive(FileName name) {
    int length = name.baseLength();
    byte[] octets = name.octets();
    boolean fit = length <= UniqueId.MAX_OCTETS && octets[0] != '~';
    for (int i = 0; fit && i < length; i++) {
      fit = octets[i] >= 0x21 && octets[i] <= 0x7E;
    }
    return fit ? SAME_AS_BASE : digest(name);
  }

  private static byte[] digest(FileName name) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: part of every JVM)", e);
    }
    sha256.update(name.octets(), 0, name.baseLength());
    String text = "~" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
