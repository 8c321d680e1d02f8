package io.pop3.spi.maildrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class DeletionsProperties {

  @Property
  void marksBehaveAsTheSetOfTheirIndexes(
      @ForAll @Size(max = 50) Set<@IntRange(max = 1000) Integer> indexes,
      @ForAll @IntRange(max = 1001) int any) {
    Deletions marks = Deletions.of(indexes.stream().mapToInt(Integer::intValue).toArray());
    assertThat(marks.count()).isEqualTo(indexes.size());
    assertThat(marks.contains(any)).isEqualTo(indexes.contains(any));
    assertThat(marks.indexes().boxed().toList()).containsExactlyElementsOf(new TreeSet<>(indexes));
  }

  @Property
  void marksAreEqualExactlyIfTheirIndexesAre(
      @ForAll @Size(max = 3) Set<@IntRange(max = 3) Integer> first,
      @ForAll @Size(max = 3) Set<@IntRange(max = 3) Integer> second) {
    Deletions one = of(first);
    Deletions other = of(second);
    assertThat(one.equals(other)).isEqualTo(first.equals(second));
    if (one.equals(other)) {
      assertThat(one).hasSameHashCodeAs(other).hasToString(other.toString());
    }
  }

  private static Deletions of(Set<Integer> indexes) {
    BitSet bits = new BitSet();
    indexes.forEach(bits::set);
    return Deletions.of(bits);
  }

  @Example
  void theBitsAreCopied() {
    BitSet bits = new BitSet();
    bits.set(1);
    Deletions marks = Deletions.of(bits);
    bits.set(2);
    assertThat(marks).isEqualTo(Deletions.of(1)).isNotEqualTo(Deletions.none());
  }

  @Example
  void noMarksMarkNothing() {
    assertThat(Deletions.none().count()).isZero();
    assertThat(Deletions.none()).isEqualTo(Deletions.of());
  }
}
