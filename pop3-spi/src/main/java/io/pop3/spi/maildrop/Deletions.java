package io.pop3.spi.maildrop;

import java.util.BitSet;
import java.util.stream.IntStream;

/** The messages that a session marked as deleted, as positions in its listing. Immutable. */
public final class Deletions {

  private static final Deletions NONE = new Deletions(new BitSet());

  private final BitSet indexes;

  private Deletions(BitSet indexes) {
    this.indexes = indexes;
  }

  /**
   * Copies the marks.
   *
   * @param indexes a set bit for each marked position
   * @return the marks
   */
  public static Deletions of(BitSet indexes) {
    return new Deletions((BitSet) indexes.clone());
  }

  /**
   * Marks for tests and small programs.
   *
   * @param indexes marked positions, counted from 0
   * @return the marks
   */
  public static Deletions of(int... indexes) {
    BitSet bits = new BitSet();
    for (int index : indexes) {
      bits.set(index);
    }
    return new Deletions(bits);
  }

  /**
   * No marks.
   *
   * @return the empty set
   */
  public static Deletions none() {
    return NONE;
  }

  /**
   * Tells whether a message is marked.
   *
   * @param index its position, counted from 0
   * @return whether it is to be removed
   */
  public boolean contains(int index) {
    return indexes.get(index);
  }

  /**
   * How many messages are marked.
   *
   * @return the number, 0 or more
   */
  public int count() {
    return indexes.cardinality();
  }

  /**
   * The marked positions.
   *
   * @return positions counted from 0, ascending
   */
  public IntStream indexes() {
    return indexes.stream();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Deletions that && indexes.equals(that.indexes);
  }

  @Override
  public int hashCode() {
    return indexes.hashCode();
  }

  @Override
  public String toString() {
    return "Deletions" + indexes;
  }
}
