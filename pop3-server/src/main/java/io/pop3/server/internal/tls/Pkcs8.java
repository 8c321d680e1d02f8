package io.pop3.server.internal.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Wraps the two older forms of private keys in PKCS #8 (RFC 5208), the only one the JDK reads. */
final class Pkcs8 {

  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0D,
    0x06,
    0x09,
    0x2A,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xF7,
    0x0D,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] EC_ALGORITHM_OID = {
    0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01
  };
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int CONTEXT_0 = 0xA0;
  private static final int LONG_FORM = 0x80;

  private Pkcs8() {}

  /** From PKCS #1 (RFC 8017 appendix A). */
  static byte[] ofRsa(byte[] pkcs1) {
    return element(SEQUENCE, VERSION_0, RSA_ALGORITHM, element(OCTET_STRING, pkcs1));
  }

  /**
   * From SEC 1 (RFC 5915), whose curve is inside the key or stands beside it.
   *
   * @param beside the curve, if it is not inside
   */
  static byte[] ofEc(byte[] sec1, byte[] beside) {
    byte[] inside = curve(sec1);
    byte[] algorithm = element(SEQUENCE, EC_ALGORITHM_OID, inside.length == 0 ? beside : inside);
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, sec1));
  }

  /** The content of the element [0]; nothing if there is none. */
  private static byte[] curve(byte[] sec1) {
    try {
      ByteBuffer key = content(ByteBuffer.wrap(sec1));
      while (key.hasRemaining()) {
        int tag = key.get(key.position()) & 0xFF;
        ByteBuffer content = content(key);
        if (tag == CONTEXT_0) {
          byte[] octets = new byte[content.remaining()];
          content.get(octets);
          return octets;
        }
      }
      return new byte[0];
    } catch (RuntimeException malformed) {
      // The JDK will say that this is no key.
      return new byte[0];
    }
  }

  /** The content of the next element; the position moves behind it. */
  private static ByteBuffer content(ByteBuffer der) {
    der.get();
    int length = der.get() & 0xFF;
    if (length > LONG_FORM) {
      int octets = length - LONG_FORM;
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = length << 8 | (der.get() & 0xFF);
      }
    }
    ByteBuffer content = der.slice(der.position(), length);
    der.position(der.position() + length);
    return content;
  }

  private static byte[] element(int tag, byte[]... contents) {
    int length = 0;
    for (byte[] content : contents) {
      length += content.length;
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream(length + 4);
    element.write(tag);
    if (length >= LONG_FORM) {
      int octets = length > 0xFF ? 2 : 1;
      element.write(LONG_FORM + octets);
      if (octets == 2) {
        element.write(length >> 8);
      }
    }
    element.write(length);
    for (byte[] content : contents) {
      element.writeBytes(content);
    }
    return element.toByteArray();
  }
}
