package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of names and passwords, to know them again without keeping them: the key is random,
 * lives as long as the server, and nobody can log in with a hash. Safe for several threads.
 */
final class Fingerprints {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_OCTETS = 32;

  private final SecretKeySpec key;

  Fingerprints(SecureRandom random) {
    byte[] octets = new byte[KEY_OCTETS];
    random.nextBytes(octets);
    this.key = new SecretKeySpec(octets, ALGORITHM);
  }

  byte[] of(UserName name, Secret password) {
    byte[] octets = password.reveal();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(name.value().getBytes(StandardCharsets.UTF_8));
      // A name holds no NUL, so this tells where it ends.
      mac.update((byte) 0);
      return mac.doFinal(octets);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(ALGORITHM + ": every JVM has it", missing);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
