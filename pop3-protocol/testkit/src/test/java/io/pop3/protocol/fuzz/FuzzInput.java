package io.pop3.protocol.fuzz;

import io.pop3.protocol.testkit.Chunking;
import io.pop3.protocol.testkit.OctetString;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads choices off the front of an input; what is left is the input proper. An input that ends too
 * early chooses what stands first.
 */
final class FuzzInput {

  /** Parts messages, and is no octet of UTF-8, so that a text never loses anything by it. */
  static final byte SEPARATOR = (byte) 0xFF;

  private static final int[] SIZES = {
    Integer.MAX_VALUE, 1, 2, 3, 4, 5, 7, 16, 64, 250, 255, 256, 257, 512, 4096
  };

  private final byte[] octets;
  private int position;

  FuzzInput(byte[] octets) {
    this.octets = octets;
  }

  /** A number from 0 to below the bound. */
  int choice(int bound) {
    return position < octets.length ? (octets[position++] & 0xFF) % bound : 0;
  }

  boolean flag() {
    return choice(2) == 1;
  }

  <T> T choice(List<T> values) {
    return values.get(choice(values.size()));
  }

  Chunking chunking() {
    return chunking(1);
  }

  /** Sizes of at least so many octets. */
  Chunking chunking(int least) {
    int both = choice(SIZES.length * SIZES.length);
    return Chunking.of(
        Math.max(least, SIZES[both % SIZES.length]), Math.max(least, SIZES[both / SIZES.length]));
  }

  OctetString rest() {
    OctetString rest = OctetString.of(octets).slice(position, octets.length);
    position = octets.length;
    return rest;
  }

  /** What is left, cut at the separators; none if nothing is left. */
  List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    OctetString rest = rest();
    byte[] all = rest.toByteArray();
    int start = 0;
    for (int i = 0; all.length > 0 && i <= all.length; i++) {
      if (i == all.length || all[i] == SEPARATOR) {
        messages.add(rest.slice(start, i).toByteArray());
        start = i + 1;
      }
    }
    return messages;
  }
}
