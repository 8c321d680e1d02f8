package io.pop3.client.retrieval;

import io.pop3.protocol.model.Printable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a stored message is recognised by: made of the account, the unique-id and the content, so
 * that a message that is retrieved again has it again.
 *
 * @param value 40 lower-case hexadecimal digits
 */
public record DeliveryId(String value) {

  private static final int OCTETS = 20;

  /**
   * Checks the identity.
   *
   * @throws IllegalArgumentException if it is not 40 lower-case hexadecimal digits
   */
  public DeliveryId {
    if (!value.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException(
          "delivery: " + Printable.of(value) + " (expected: 40 lower-case hexadecimal digits)");
    }
  }

  static DeliveryId of(Account account, MessageKey key) {
    MessageDigest digest = Sha256.start();
    // Fields can't run into one another: a name has no control character, a digest is of fixed
    // length.
    digest.update(
        (account.name() + "\n" + key.digest() + key.copy() + "\n")
            .getBytes(StandardCharsets.UTF_8));
    digest.update(key.uniqueId().orElse("").getBytes(StandardCharsets.ISO_8859_1));
    return new DeliveryId(HexFormat.of().formatHex(digest.digest(), 0, OCTETS));
  }

  @Override
  public String toString() {
    return value;
  }
}
