package io.pop3.auth.file;

import io.pop3.protocol.model.ScramHash;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 (RFC 8018 section 5.2) for one digest's length, which is also SCRAM's Hi (RFC 5802). */
final class Pbkdf2 {

  /** The most rounds: about two seconds of one processor. */
  static final int MAX_ROUNDS = 2_000_000;

  private Pbkdf2() {}

  static byte[] derive(ScramHash hash, byte[] password, byte[] salt, int rounds) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest(hash));
    generator.init(password, salt, rounds);
    KeyParameter key =
        (KeyParameter) generator.generateDerivedMacParameters(Byte.SIZE * hash.digestOctets());
    return key.getKey();
  }

  private static Digest digest(ScramHash hash) {
    return switch (hash) {
      case SHA_1 -> new SHA1Digest();
      case SHA_256 -> new SHA256Digest();
      case SHA_512 -> new SHA512Digest();
    };
  }
}
