package io.pop3.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The queue against a queue of the JDK: the same octets in the same order, and never too many. */
class OctetQueueProperties {

  /** A positive step offers so many octets, a negative one takes so many, 0 clears. */
  @Property
  void queueIsFirstInFirstOutAndBounded(
      @ForAll @IntRange(min = 1, max = 2000) int bound,
      @ForAll @Size(max = 60) List<@IntRange(min = -700, max = 700) Integer> steps) {
    OctetQueue queue = new OctetQueue(bound);
    Queue<Byte> model = new ArrayDeque<>();
    byte next = 0;
    for (int step : steps) {
      if (step > 0) {
        ByteBuffer source = ByteBuffer.allocate(step);
        for (int i = 0; i < step; i++) {
          source.put((byte) (next + i));
        }
        source.flip();
        int taken = queue.offer(source);
        assertThat(taken).isEqualTo(Math.min(step, bound - model.size()));
        assertThat(source.position()).isEqualTo(taken);
        for (int i = 0; i < taken; i++) {
          model.add(next++);
        }
      } else if (step < 0) {
        ByteBuffer target = ByteBuffer.allocate(-step);
        boolean empty = queue.drainTo(target);
        for (int i = 0; i < target.position(); i++) {
          assertThat(model.remove()).isEqualTo(target.get(i));
        }
        assertThat(empty).isEqualTo(model.isEmpty());
        assertThat(model.isEmpty() || !target.hasRemaining()).isTrue();
      } else {
        queue.clear();
        model.clear();
      }
      assertThat(queue.size()).isEqualTo(model.size()).isLessThanOrEqualTo(bound);
      assertThat(queue.room()).isEqualTo(bound - model.size());
      assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
    }
  }

  @Example
  void whatDoesNotFitWholeIsNotPut() {
    OctetQueue queue = new OctetQueue(4);
    queue.put(new byte[3]);

    assertThatThrownBy(() -> queue.put(new byte[2]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("queue: 2 octets (expected: <= 1)");
    assertThat(queue.size()).isEqualTo(3);
  }

  @Example
  void nothingTakenOrClearedStaysInMemory() {
    OctetQueue queue = new OctetQueue(1000);
    queue.put(new byte[] {1, 2, 3, 4, 5, 6});
    queue.skip(2);
    byte[] array = queue.array();
    assertThat(Arrays.copyOf(array, 6)).containsExactly(0, 0, 3, 4, 5, 6);
    queue.clear();

    assertThat(array).containsOnly(0);
  }

  @Example
  void nothingIsLeftBehindWhenTheQueueGrows() {
    OctetQueue queue = new OctetQueue(10_000);
    queue.put(new byte[] {1, 2, 3});
    byte[] small = queue.array();
    queue.put(new byte[600]);

    assertThat(queue.array()).isNotSameAs(small);
    assertThat(small).containsOnly(0);
  }

  @Example
  void nothingIsLeftBehindWhenTheQueueMovesUp() {
    OctetQueue queue = new OctetQueue(256);
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 1);
    queue.put(ones);
    queue.skip(200);
    queue.put(new byte[] {2});

    assertThat(Arrays.copyOfRange(queue.array(), 57, 256)).containsOnly(0);
    assertThat(queue.size()).isEqualTo(57);
  }

  @Example
  void emptyQueueGivesItsMemoryBack() {
    OctetQueue queue = new OctetQueue(100_000);
    queue.put(new byte[50_000]);
    queue.skip(50_000);
    assertThat(queue.array().length).isLessThanOrEqualTo(1024);
    queue.put(new byte[50_000]);
    queue.clear();

    assertThat(queue.array().length).isLessThanOrEqualTo(1024);
  }

  @Example
  void emptyQueueKeepsALittleMemoryForTheNextLine() {
    OctetQueue queue = new OctetQueue(100_000);
    queue.put(new byte[1024]);
    byte[] array = queue.array();
    queue.clear();
    queue.put(new byte[1024]);

    assertThat(queue.array()).isSameAs(array);
    assertThat(queue.head()).isZero();
  }
}
