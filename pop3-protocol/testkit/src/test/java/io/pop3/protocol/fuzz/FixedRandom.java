package io.pop3.protocol.fuzz;

import java.security.SecureRandom;
import java.util.Arrays;

/** Always the same octets, so that an input does the same each time. */
final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final byte octet;

  FixedRandom(int octet) {
    this.octet = (byte) octet;
  }

  @Override
  public void nextBytes(byte[] octets) {
    Arrays.fill(octets, octet);
  }
}
