package io.pop3.protocol.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Alters inputs as a fuzzer does, but blindly, and the same way for the same seed. */
final class Mutator {

  private static final int MAX_OCTETS = 2048;

  /** What lengthens an input most usefully. */
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          ".",
          ".\r\n",
          "\r\n.\r\n",
          "\r\n\r\n",
          " ",
          "  ",
          "\t",
          "\0",
          "+OK ",
          "-ERR ",
          "+ ",
          "[",
          "]",
          "<",
          ">",
          "@",
          "USER ",
          "PASS ",
          "AUTH PLAIN",
          "*",
          "=",
          "==",
          "AAAA",
          "1",
          "0",
          "4294967296",
          "9223372036854775808",
          ",",
          "n=",
          "r=",
          "i=",
          "\u0001",
          "\u00c3\u00a9",
          "\u00ed\u00a0\u0080",
          "\u00ef\u00bb\u00bf",
          "\u00fe",
          "\u00ff");

  private final SplittableRandom random;

  Mutator(long seed) {
    this.random = new SplittableRandom(seed);
  }

  byte[] next(List<byte[]> seeds) {
    byte[] input = pick(seeds);
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes; i++) {
      input = change(input, seeds);
    }
    return input.length > MAX_OCTETS ? Arrays.copyOf(input, MAX_OCTETS) : input;
  }

  private byte[] pick(List<byte[]> seeds) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] change(byte[] input, List<byte[]> seeds) {
    int at = random.nextInt(input.length + 1);
    int to = Math.min(input.length, at + random.nextInt(1, 9));
    return switch (random.nextInt(7)) {
      case 0 -> replaced(input, at, at, octets(WORDS.get(random.nextInt(WORDS.size()))));
      case 1 -> replaced(input, at, to, new byte[0]);
      case 2 -> replaced(input, at, to, new byte[] {(byte) random.nextInt(256)});
      case 3 -> replaced(input, at, at, new byte[] {(byte) random.nextInt(256)});
      case 4 -> replaced(input, to, to, Arrays.copyOfRange(input, at, to));
      case 5 -> replaced(input, at, input.length, tail(pick(seeds)));
      default -> replaced(input, at, at, repeated());
    };
  }

  private byte[] tail(byte[] other) {
    return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
  }

  private byte[] repeated() {
    byte[] octets = new byte[random.nextInt(1, 600)];
    Arrays.fill(octets, (byte) random.nextInt(0x20, 0x7F));
    return octets;
  }

  private static byte[] replaced(byte[] input, int start, int end, byte[] inserted) {
    byte[] changed = Arrays.copyOf(input, start + inserted.length + input.length - end);
    System.arraycopy(inserted, 0, changed, start, inserted.length);
    System.arraycopy(input, end, changed, start + inserted.length, input.length - end);
    return changed;
  }

  private static byte[] octets(String word) {
    return word.getBytes(StandardCharsets.ISO_8859_1);
  }
}
