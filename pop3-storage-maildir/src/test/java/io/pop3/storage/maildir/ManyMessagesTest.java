package io.pop3.storage.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many messages are read by several threads, each message once. */
class ManyMessagesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 257, 10_000})
  void eachIsReadOnce(int count) throws Exception {
    AtomicIntegerArray reads = new AtomicIntegerArray(count);
    ManyMessages.read(count, (index, buffer) -> reads.incrementAndGet(index));
    for (int index = 0; index < count; index++) {
      assertThat(reads.get(index)).isEqualTo(1);
    }
  }

  @Test
  void whenAllHelpersAreBusyTheCallerDoesItAlone() throws Exception {
    List<CompletableFuture<Integer>> callers = new ArrayList<>();
    for (int caller = 0; caller < 16; caller++) {
      callers.add(
          CompletableFuture.supplyAsync(
              () -> {
                AtomicInteger reads = new AtomicInteger();
                try {
                  ManyMessages.read(2_000, (index, buffer) -> reads.incrementAndGet());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                return reads.get();
              }));
    }
    for (CompletableFuture<Integer> caller : callers) {
      assertThat(caller.get()).isEqualTo(2_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 9_999})
  void theFirstFailureEndsTheReading(int broken) {
    AtomicInteger reads = new AtomicInteger();
    assertThatThrownBy(
            () ->
                ManyMessages.read(
                    10_000,
                    (index, buffer) -> {
                      reads.incrementAndGet();
                      if (index == broken) {
                        throw new IOException("message " + index);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("message " + broken);
    assertThat(reads.get()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void defectsAreNotHidden() {
    assertThatThrownBy(
            () ->
                ManyMessages.read(
                    1_000,
                    (index, buffer) -> {
                      throw new IllegalStateException("defect");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interruptionIsKeptForTheCaller() throws Exception {
    Thread.currentThread().interrupt();
    AtomicInteger reads = new AtomicInteger();
    ManyMessages.read(1_000, (index, buffer) -> reads.incrementAndGet());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reads.get()).isEqualTo(1_000);
  }
}
