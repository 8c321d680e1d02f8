package io.pop3.protocol.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** MD5 and HMAC-MD5 where the JVM may have none. The only user of Bouncy Castle in the core. */
final class Md5 {

  static final int DIGEST_OCTETS = 16;

  private Md5() {}

  /** The digest of one part followed by another, as lower-case hexadecimal digits. */
  static String hash(byte[] first, byte[] second) {
    MD5Digest md5 = new MD5Digest();
    md5.update(first, 0, first.length);
    md5.update(second, 0, second.length);
    byte[] digest = new byte[DIGEST_OCTETS];
    md5.doFinal(digest, 0);
    return HexFormat.of().formatHex(digest);
  }

  /** The keyed digest of RFC 2104; a key beyond 64 octets is hashed first (2195-KEY-1). */
  static String hmac(byte[] key, byte[] text) {
    HMac hmac = new HMac(new MD5Digest());
    hmac.init(new KeyParameter(key));
    hmac.update(text, 0, text.length);
    byte[] digest = new byte[DIGEST_OCTETS];
    hmac.doFinal(digest, 0);
    return HexFormat.of().formatHex(digest);
  }

  /** Compares hexadecimal digits of any case; the time tells nothing about where they differ. */
  static boolean matches(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
