package io.pop3.server.internal.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.server.internal.session.Link;
import io.pop3.server.internal.session.Session;
import io.pop3.server.internal.session.TlsState;
import io.pop3.server.time.TimeSource.Cancellation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves octets between a channel and its session. */
@SuppressWarnings("FutureReturnValueIgnored") // What matters of Netty's futures goes to listeners.
final class NettyLink extends ChannelInboundHandlerAdapter implements Link {

  private static final Logger LOG = LoggerFactory.getLogger(NettyLink.class);

  /** Enough for the replies of a poll. */
  private static final int FIRST_OUTPUT_OCTETS = 2048;

  private static final int OUTPUT_OCTETS = 32_768;
  private static final int LINGER_SECONDS = 2;

  private final Channel channel;
  private final LoopTime time;
  private final InetSocketAddress peer;
  private final InetSocketAddress local;
  private final BiFunction<Link, Optional<TlsState>, Session> sessions;
  private final Optional<TlsGate> gate;
  private final boolean tlsFirst;
  private final Consumer<String> tlsFailed;
  private final ChannelFutureListener written = this::written;
  private final Deque<ByteBuf> held = new ArrayDeque<>(2);
  private @Nullable Session session;
  private @Nullable ByteBuf output;
  private int outputStart;
  private @Nullable ByteBuffer view;
  private int nextOutputOctets = FIRST_OUTPUT_OCTETS;
  private boolean inputEnded;
  private boolean endTold;
  private boolean closing;
  private Cancellation closeTimer = () -> {};
  private int unsentWrites;
  private long sentWrites;
  private long sentAt;
  private boolean stalled;
  private long octetsIn;
  private long octetsOut;

  /**
   * A link for an open channel.
   *
   * @param sessions begins the session, before or after TLS
   * @param gate begins TLS; empty if there is none
   * @param tlsFirst whether TLS comes before the greeting
   * @param tlsFailed hears of handshakes that fail
   */
  NettyLink(
      Channel channel,
      LoopTime time,
      InetSocketAddress peer,
      InetSocketAddress local,
      BiFunction<Link, Optional<TlsState>, Session> sessions,
      Optional<TlsGate> gate,
      boolean tlsFirst,
      Consumer<String> tlsFailed) {
    this.channel = channel;
    this.time = time;
    this.peer = peer;
    this.local = local;
    this.sessions = sessions;
    this.gate = gate;
    this.tlsFirst = tlsFirst;
    this.tlsFailed = tlsFailed;
    this.sentAt = time.nanoTime();
  }

  // What the channel tells.

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (tlsFirst) {
      gate.orElseThrow().begin(state -> begin(Optional.of(state)), this::handshakeFailed);
    } else {
      begin(Optional.empty());
    }
  }

  private void begin(Optional<TlsState> tls) {
    Session begun = sessions.apply(this, tls);
    session = begun;
    begun.run();
  }

  private void handshakeFailed(String reason) {
    tlsFailed.accept(reason);
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Session current = session;
    if (closing || current == null) {
      ReferenceCountUtil.release(message);
      return;
    }
    ByteBuf octets = (ByteBuf) message;
    octetsIn += octets.readableBytes();
    held.add(octets);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    goOn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    goOn();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      gate.ifPresent(open -> open.complete(handshake));
    } else if (event instanceof ChannelInputShutdownEvent
        || event instanceof SslCloseCompletionEvent) {
      inputEnded = true;
      gate.ifPresent(open -> open.fail("connection closed by the client"));
      if (closing) {
        channel.close();
      } else {
        goOn();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    boolean theirs = cause instanceof IOException || cause.getCause() instanceof IOException;
    if (!theirs) {
      LOG.error("connection from {}: failed", peer, cause);
    }
    gate.ifPresent(open -> open.fail(String.valueOf(cause.getMessage())));
    lost(true);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closeTimer.cancel();
    gate.ifPresent(open -> open.fail("connection closed by the client"));
    lost(false);
    for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
      octets.release();
    }
    ByteBuf unsent = output;
    output = null;
    if (unsent != null) {
      unsent.release();
    }
  }

  private void goOn() {
    Session current = session;
    if (current != null) {
      current.run();
    }
  }

  private void lost(boolean broken) {
    Session current = session;
    if (current != null) {
      current.lost(broken);
    }
    channel.close();
  }

  // What the session asks for.

  @Override
  public InetSocketAddress peer() {
    return peer;
  }

  @Override
  public InetSocketAddress local() {
    return local;
  }

  @Override
  public boolean feed(ServerConnection connection) {
    ByteBuf octets = held.peek();
    if (octets == null) {
      boolean news = inputEnded && !endTold;
      if (news) {
        endTold = true;
        connection.endOfInput();
      }
      return news;
    }
    ByteBuffer input = octets.nioBuffer();
    connection.receive(input);
    octets.skipBytes(octets.readableBytes() - input.remaining());
    if (!octets.isReadable()) {
      held.remove().release();
    }
    return true;
  }

  @Override
  public void setReading(boolean wanted) {
    if (gate.isPresent() && gate.get().isHandshaking()) {
      return;
    }
    if (channel.config().isAutoRead() != wanted) {
      channel.config().setAutoRead(wanted);
    }
  }

  @Override
  public ByteBuffer output() {
    ByteBuf current = output;
    if (current != null && current.writableBytes() < MIN_ROOM) {
      write(current);
      current = null;
    }
    if (current == null) {
      current = channel.alloc().ioBuffer(nextOutputOctets, nextOutputOctets);
      output = current;
      nextOutputOctets = OUTPUT_OCTETS;
    }
    ByteBuffer room = current.internalNioBuffer(current.writerIndex(), current.writableBytes());
    outputStart = room.position();
    view = room;
    return room;
  }

  @Override
  public void commitOutput() {
    ByteBuffer room = view;
    ByteBuf current = output;
    if (room == null || current == null) {
      throw new IllegalStateException("output: committed without a buffer");
    }
    int octets = room.position() - outputStart;
    current.writerIndex(current.writerIndex() + octets);
    octetsOut += octets;
    view = null;
  }

  private void write(ByteBuf octets) {
    output = null;
    unsentWrites++;
    channel.write(octets).addListener(written);
  }

  private void written(ChannelFuture future) {
    unsentWrites--;
    sentWrites++;
    if (unsentWrites == 0 && stalled) {
      stalled = false;
      sentAt = time.nanoTime();
    }
    if (!future.isSuccess()) {
      lost(true);
    }
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void flush() {
    ByteBuf current = output;
    nextOutputOctets = FIRST_OUTPUT_OCTETS;
    if (current != null) {
      write(current);
    }
    if (unsentWrites > 0) {
      channel.flush();
      stalled |= unsentWrites > 0;
    }
  }

  @Override
  public void whenSent(Runnable sent) {
    flush();
    if (unsentWrites == 0) {
      sent.run();
      return;
    }
    // Comes after all writes before; if one of them fails, the channel closes and this fails, too.
    unsentWrites++;
    ChannelFuture last = channel.writeAndFlush(channel.alloc().buffer(0, 0));
    last.addListener(written);
    last.addListener(
        (ChannelFutureListener)
            future -> {
              if (future.isSuccess()) {
                sent.run();
              }
            });
  }

  @Override
  public boolean hasUnsent() {
    return unsentWrites > 0;
  }

  @Override
  public long sentAt() {
    return sentAt;
  }

  @Override
  public long sendProgress() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long current = buffer == null ? 0 : buffer.currentProgress();
    return sentWrites * Integer.MAX_VALUE + current;
  }

  @Override
  public void startTls(Consumer<TlsState> established, Runnable failed) {
    if (!held.isEmpty()) {
      // It came before TLS, so it is not part of it.
      failed.run();
      return;
    }
    // The reply to STLS goes out in the clear.
    flush();
    gate.orElseThrow()
        .begin(
            established,
            reason -> {
              tlsFailed.accept(reason);
              failed.run();
            });
    channel.config().setAutoRead(true);
  }

  @Override
  public long octetsIn() {
    return octetsIn;
  }

  @Override
  public long octetsOut() {
    return octetsOut;
  }

  @Override
  public void close(Duration limit) {
    if (closing) {
      return;
    }
    closing = true;
    flush();
    if (unsentWrites > 0 && channel.isOpen()) {
      closing(schedule(limit, channel::close));
    }
    whenSent(this::closeSent);
  }

  /** Everything is with the network; half of the connection stays until the client is done. */
  private void closeSent() {
    if (inputEnded) {
      channel.close();
      return;
    }
    SslHandler tls = gate.map(TlsGate::handler).orElse(null);
    if (tls != null) {
      tls.closeOutbound();
    } else {
      shutdownOutput();
    }
    // From now on the end of input is the end of all.
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    setReading(true);
    if (channel.isOpen()) {
      ScheduledFuture<?> linger =
          channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
      closing(() -> linger.cancel(false));
    }
  }

  /** Nothing waits to be written, so the shorter way that makes no exception for that will do. */
  private void shutdownOutput() {
    if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
      try {
        socket.shutdown(false, true);
      } catch (IOException gone) {
        channel.close();
      }
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  /** A timer closes the channel if nothing else does. */
  private void closing(Cancellation timer) {
    closeTimer.cancel();
    closeTimer = timer;
  }

  @Override
  public void abort() {
    closing = true;
    channel.close();
  }

  @Override
  public void whenClosed(Runnable task) {
    channel.closeFuture().addListener(closed -> task.run());
  }

  @Override
  public void execute(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("connection from {}: result came after the end of the server", peer);
    }
  }

  @Override
  public Cancellation schedule(Duration delay, Runnable task) {
    return time.schedule(channel.eventLoop(), delay, task);
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }
}
