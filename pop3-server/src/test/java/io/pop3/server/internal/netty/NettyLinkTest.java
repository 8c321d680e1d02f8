package io.pop3.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.pop3.server.time.TimeSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a client had all that it asked for, by a network that takes it when the test says so. */
class NettyLinkTest {

  private final Network network = new Network();
  private final EmbeddedChannel channel = new EmbeddedChannel(network);
  private final TimeSource time = mock(TimeSource.class);
  private final NettyLink link = link();

  /** Takes what was flushed at once or keeps it. */
  private static final class Network extends ChannelOutboundHandlerAdapter {

    private final Queue<ChannelPromise> untaken = new ArrayDeque<>();
    private boolean keepsUp = true;

    @Override
    public void write(ChannelHandlerContext context, Object octets, ChannelPromise promise) {
      ReferenceCountUtil.release(octets);
      untaken.add(promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      if (keepsUp) {
        takeAll();
      }
    }

    void takeAll() {
      while (!untaken.isEmpty()) {
        untaken.remove().setSuccess();
      }
    }
  }

  private NettyLink link() {
    at(1);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return new NettyLink(
        channel,
        new LoopTime(Optional.of(time)),
        address,
        address,
        (link, tls) -> {
          throw new IllegalStateException("session: begun (expected: none)");
        },
        Optional.empty(),
        false,
        reason -> {});
  }

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  private void at(long nanoTime) {
    when(time.nanoTime()).thenReturn(nanoTime);
  }

  private void send() {
    link.output().put((byte) '.');
    link.commitOutput();
    link.flush();
  }

  @Test
  void whatIsTakenAtOnceKeptNobodyWaiting() {
    at(2);
    send();

    assertThat(link.hasUnsent()).isFalse();
    assertThat(link.sentAt()).isEqualTo(1);
  }

  @Test
  void whatIsTakenLaterCountsFromThen() {
    network.keepsUp = false;
    send();
    assertThat(link.hasUnsent()).isTrue();
    at(5);
    network.takeAll();

    assertThat(link.hasUnsent()).isFalse();
    assertThat(link.sentAt()).isEqualTo(5);
  }

  /** The rest of a long message goes out together with what is encoded behind it. */
  @Test
  void whatIsTakenWithTheNextPieceCountsFromThen() {
    network.keepsUp = false;
    send();
    at(5);
    network.keepsUp = true;
    send();

    assertThat(link.hasUnsent()).isFalse();
    assertThat(link.sentAt()).isEqualTo(5);
  }
}
