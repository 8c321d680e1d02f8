package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as SASL lines carry it: octets to octets, so that no secret becomes a string. Stateless;
 * safe for several threads.
 *
 * <p>Decoding accepts exactly what encoding produces (decision A-38, 5034-B64-3): the alphabet of
 * RFC 4648 section 4, full padding, nothing after it, unused bits zero. White space, the URL-safe
 * alphabet and an inner {@code =} are refused, never skipped.
 */
public final class SaslBase64 {

  private static final byte PAD = '=';
  private static final byte[] VALUES = values();

  private SaslBase64() {}

  /**
   * Encodes octets.
   *
   * @param octets what to encode; not wiped
   * @return their base64, empty for no octets
   */
  public static byte[] encode(byte[] octets) {
    return Base64.getEncoder().encode(octets);
  }

  /**
   * Encodes the initial response of an AUTH command: an empty one is {@code =} (5034-IR-2).
   *
   * @param octets what to encode; not wiped
   * @return one argument, never empty
   */
  public static byte[] encodeInitialResponse(byte[] octets) {
    return octets.length == 0 ? new byte[] {PAD} : encode(octets);
  }

  /**
   * Decodes a challenge or a response: the whole line without its end.
   *
   * @param encoded what was sent; not wiped
   * @return the octets, none for an empty line; nothing if it is not strict base64
   */
  public static Optional<byte[]> decode(byte[] encoded) {
    int length = encoded.length;
    if (length % 4 != 0) {
      return Optional.empty();
    }
    int padding = padding(encoded);
    byte[] decoded = new byte[length / 4 * 3 - padding];
    int bits = 0;
    int written = 0;
    for (int i = 0; i < length - padding; i++) {
      int value = VALUES[encoded[i] & 0xFF];
      if (value < 0) {
        Arrays.fill(decoded, (byte) 0);
        return Optional.empty();
      }
      bits = bits << 6 | value;
      if (i % 4 != 0) {
        decoded[written++] = (byte) (bits >> (6 - i % 4 * 2));
      }
    }
    if ((bits & (1 << padding * 2) - 1) != 0) {
      Arrays.fill(decoded, (byte) 0);
      return Optional.empty();
    }
    return Optional.of(decoded);
  }

  /**
   * Decodes a challenge or a response where it stands.
   *
   * @param octets holds the line; not wiped
   * @param start where the base64 begins
   * @param end where it ends
   * @return the octets, none for an empty line; nothing if it is not strict base64
   */
  public static Optional<Secret> decodeSecret(byte[] octets, int start, int end) {
    byte[] encoded = Arrays.copyOfRange(octets, start, end);
    Optional<byte[]> decoded = decode(encoded);
    Arrays.fill(encoded, (byte) 0);
    Optional<Secret> secret = decoded.map(Secret::of);
    decoded.ifPresent(plain -> Arrays.fill(plain, (byte) 0));
    return secret;
  }

  /**
   * Decodes the initial response of an AUTH command.
   *
   * @param argument the argument as it stands on the line, {@code =} for an empty one
   *     (5034-AUTH-2); not wiped
   * @return the octets; nothing if it is neither {@code =} nor strict base64
   */
  public static Optional<byte[]> decodeInitialResponse(byte[] argument) {
    if (argument.length == 1 && argument[0] == PAD) {
      return Optional.of(new byte[0]);
    }
    return argument.length == 0 ? Optional.empty() : decode(argument);
  }

  private static int padding(byte[] encoded) {
    int length = encoded.length;
    if (length == 0 || encoded[length - 1] != PAD) {
      return 0;
    }
    return encoded[length - 2] == PAD ? 2 : 1;
  }

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    byte[] alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < alphabet.length; i++) {
      values[alphabet[i]] = (byte) i;
    }
    return values;
  }
}
