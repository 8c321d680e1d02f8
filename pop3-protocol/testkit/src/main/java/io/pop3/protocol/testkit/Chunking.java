package io.pop3.protocol.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way to cut a stream into pieces, or a row of buffer sizes: sizes that are used in turn and then
 * from the beginning again, so that one chunking fits a stream of any length. Immutable.
 *
 * @param sizes how many octets each piece has; one or more sizes of 1 or more
 */
public record Chunking(List<Integer> sizes) {

  /** Every octet on its own, the worst a network can do. */
  public static final Chunking OCTET_BY_OCTET = of(1);

  /** Everything at once. */
  public static final Chunking WHOLE = of(Integer.MAX_VALUE);

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there are none or one is below 1
   */
  public Chunking {
    sizes = List.copyOf(sizes);
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("sizes: " + sizes + " (expected: one or more, each >= 1)");
    }
  }

  /**
   * A chunking by its sizes.
   *
   * @param sizes how many octets each piece has
   * @return the chunking
   */
  public static Chunking of(int... sizes) {
    return new Chunking(Arrays.stream(sizes).boxed().toList());
  }

  /**
   * The size of one of the pieces.
   *
   * @param index counted from 0, without an upper limit
   * @return octets
   */
  public int size(int index) {
    return sizes.get(index % sizes.size());
  }

  /**
   * Cuts a stream.
   *
   * @param stream any octets
   * @return its pieces, none of them empty; no piece for an empty stream
   */
  public List<OctetString> cut(OctetString stream) {
    List<OctetString> pieces = new ArrayList<>();
    int start = 0;
    while (start < stream.size()) {
      int end = start + Math.min(stream.size() - start, size(pieces.size()));
      pieces.add(stream.slice(start, end));
      start = end;
    }
    return pieces;
  }
}
