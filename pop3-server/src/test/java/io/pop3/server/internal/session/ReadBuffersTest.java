package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadBuffersTest {

  private final ReadBuffers buffers = new ReadBuffers();

  @Test
  void thereAreOnlySoMany() {
    Deque<ByteBuffer> taken = new ArrayDeque<>();
    for (Optional<ByteBuffer> next = buffers.take(); next.isPresent(); next = buffers.take()) {
      taken.add(next.get());
    }
    assertThat(taken).hasSize(64);
    assertThat(buffers.take()).isEmpty();
    buffers.giveBack(taken.remove());
    assertThat(buffers.take()).isPresent();
    assertThat(buffers.take()).isEmpty();
  }

  @Test
  void bufferComesBackEmpty() {
    ByteBuffer used = buffers.take().orElseThrow();
    used.putLong(1).flip();
    buffers.giveBack(used);
    assertThat(buffers.take().orElseThrow())
        .isSameAs(used)
        .returns(ReadBuffers.LARGE_OCTETS, ByteBuffer::remaining);
  }
}
