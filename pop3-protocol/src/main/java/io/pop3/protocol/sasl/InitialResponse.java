package io.pop3.protocol.sasl;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.wire.StrictBase64;
import java.util.Arrays;
import java.util.Optional;

/**
 * The initial response as the argument of AUTH: base64, or {@code =} for one without octets (RFC
 * 5034 section 4, 5034-AUTH-2). On any other line of an exchange {@code =} is no base64. Stateless;
 * safe for several threads.
 */
public final class InitialResponse {

  private static final byte[] EMPTY = {'='};

  private InitialResponse() {}

  /**
   * Decodes what came with AUTH.
   *
   * @param argument the argument as it stands on the line; not wiped
   * @return the octets, to be wiped by the caller; nothing if it is neither {@code =} nor strict
   *     base64 (decision A-38)
   */
  public static Optional<Secret> decode(Secret argument) {
    byte[] text = argument.reveal();
    try {
      int end = Arrays.equals(text, EMPTY) ? 0 : text.length;
      return text.length == 0 ? Optional.empty() : StrictBase64.decode(text, 0, end);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Encodes what goes with AUTH (5034-IR-2).
   *
   * @param message the octets; not wiped
   * @return the argument, to be wiped by the caller
   */
  public static Secret encode(Secret message) {
    byte[] octets = message.reveal();
    byte[] text = octets.length == 0 ? EMPTY.clone() : StrictBase64.encode(octets);
    try {
      return Secret.of(text);
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }
}
