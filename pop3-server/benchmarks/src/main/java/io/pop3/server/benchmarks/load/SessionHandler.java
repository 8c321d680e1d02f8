package io.pop3.server.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Carries octets between a connection and its {@link PopSession}. */
final class SessionHandler extends ChannelInboundHandlerAdapter {

  private static final int OUTPUT_OCTETS = 4096;

  /** What hears of the session's life, on its event loop. */
  interface Listener {

    /** The server has said its first octets. */
    void answered();

    /** The session has logged in. Said once. */
    void ready(SessionHandler handler);

    /** TLS is established. */
    void secured(boolean resumed);

    /** Something arrived. */
    void active();

    /** The connection is closed; said once, also when it never was open. */
    void ended(SessionHandler handler);

    /** The server did something that it should not. */
    void failed(Throwable cause);
  }

  private final PopSession session;
  private final int user;
  private final long started;
  private final Listener listener;
  private final ByteBuffer output = ByteBuffer.allocate(OUTPUT_OCTETS);
  private @Nullable ChannelHandlerContext context;
  private boolean answered;
  private boolean saidReady;
  private long finished;

  SessionHandler(PopSession session, int user, long started, Listener listener) {
    this.session = session;
    this.user = user;
    this.started = started;
    this.listener = listener;
  }

  int user() {
    return user;
  }

  boolean isAnswered() {
    return answered;
  }

  boolean isFinished() {
    return session.isFinished();
  }

  /** When it was planned to start, by {@link System#nanoTime}. */
  long started() {
    return started;
  }

  /** Nanoseconds from the planned start to the answer to QUIT. */
  long latency() {
    return finished - started;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) {
    ByteBuf octets = (ByteBuf) message;
    listener.active();
    if (!answered) {
      answered = true;
      listener.answered();
    }
    try {
      session.receive(octets.nioBuffer());
    } finally {
      octets.release();
    }
    if (session.isFinished() && finished == 0) {
      finished = System.nanoTime();
    }
  }

  /** Commands go out together once all that arrived is read. */
  @Override
  public void channelReadComplete(ChannelHandlerContext read) {
    send();
    if (session.isReady() && !saidReady) {
      saidReady = true;
      listener.ready(this);
    }
  }

  /** Ends an idle session. */
  void quit() {
    session.quit();
    send();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the connection.
  private void send() {
    ChannelHandlerContext to = context;
    boolean all;
    do {
      output.clear();
      all = session.drainTo(output);
      if (to != null && output.flip().hasRemaining()) {
        to.writeAndFlush(to.alloc().directBuffer(output.remaining()).writeBytes(output));
      }
    } while (!all);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext told, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      listener.secured(ClientTls.isResumed(told.pipeline().get(SslHandler.class)));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext closed) {
    listener.ended(this);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing can be done about a failed close.
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
    boolean brokenConnection = cause instanceof IOException && !(cause instanceof SSLException);
    if (!brokenConnection) {
      listener.failed(cause);
    }
    failed.close();
  }
}
