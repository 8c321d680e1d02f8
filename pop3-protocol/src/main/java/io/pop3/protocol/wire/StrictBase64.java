package io.pop3.protocol.wire;

import io.pop3.protocol.model.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The base64 of SASL lines (RFC 5034 section 4, RFC 4648 section 4), by the letter: full padding,
 * no white space, no other alphabet, unused bits zero. Many decoders accept more.
 */
public final class StrictBase64 {

  private StrictBase64() {}

  /**
   * Decodes a response or challenge.
   *
   * @param line holds the text
   * @param start where it begins
   * @param end where it ends; nothing at all stands for no octets
   * @return the octets, which may be secret; empty if this is not base64
   */
  public static Optional<Secret> decode(byte[] line, int start, int end) {
    byte[] text = Arrays.copyOfRange(line, start, end);
    byte[] octets = null;
    byte[] again = null;
    try {
      if (text.length % 4 != 0) {
        return Optional.empty();
      }
      octets = Base64.getDecoder().decode(text);
      // One text alone stands for these octets: anything else has bits or padding out of place.
      again = Base64.getEncoder().encode(octets);
      return Arrays.equals(text, again) ? Optional.of(Secret.of(octets)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      wipe(text);
      wipe(octets);
      wipe(again);
    }
  }

  /**
   * Encodes a response or challenge.
   *
   * @param octets what to send
   * @return the text in ASCII
   */
  public static byte[] encode(byte[] octets) {
    return Base64.getEncoder().encode(octets);
  }

  private static void wipe(byte @Nullable [] octets) {
    if (octets != null) {
      Arrays.fill(octets, (byte) 0);
    }
  }
}
