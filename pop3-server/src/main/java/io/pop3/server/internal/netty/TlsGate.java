package io.pop3.server.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCounted;
import io.pop3.server.internal.session.TlsState;
import io.pop3.server.internal.tls.Bindings;
import io.pop3.server.time.TimeSource.Cancellation;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** One handshake of one channel: puts TLS in front of everything, and says what came of it. */
final class TlsGate {

  private final Channel channel;
  private final TlsContexts contexts;
  private final LoopTime time;
  private final Duration limit;
  private @Nullable TlsContextSet offered;
  private @Nullable SslHandler handler;
  private @Nullable Cancellation overdue;
  private Consumer<TlsState> established = state -> {};
  private Consumer<String> failed = reason -> {};
  private boolean handshaking;

  TlsGate(Channel channel, TlsContexts contexts, LoopTime time, Duration limit) {
    this.channel = channel;
    this.contexts = contexts;
    this.time = time;
    this.limit = limit;
  }

  /**
   * What comes in from now on is a handshake.
   *
   * @param onEstablished called when it succeeded
   * @param onFailed called with a reason when it did not
   */
  void begin(Consumer<TlsState> onEstablished, Consumer<String> onFailed) {
    established = onEstablished;
    failed = onFailed;
    handshaking = true;
    TlsContextSet current = contexts.current();
    offered = current;
    if (current.hasChoice()) {
      channel.pipeline().addFirst(new TlsChoice(current, this::chosen));
    } else {
      channel.pipeline().addFirst(newHandler(current.choose(null)));
    }
    overdue = time.schedule(channel.eventLoop(), limit, () -> fail("no handshake within " + limit));
  }

  private void chosen(ChannelHandlerContext choice, SslContext context) {
    choice.pipeline().replace(choice.handler(), null, newHandler(context));
  }

  private SslHandler newHandler(SslContext context) {
    SslHandler made = context.newHandler(channel.alloc());
    // The limit is watched here, by the server's own time.
    made.setHandshakeTimeoutMillis(0);
    handler = made;
    return made;
  }

  boolean isHandshaking() {
    return handshaking;
  }

  /** The handler that encrypts; null before TLS has begun. */
  @Nullable SslHandler handler() {
    return handler;
  }

  /** The handshake is over. */
  void complete(SslHandshakeCompletionEvent event) {
    SslHandler current = handler;
    if (!handshaking || current == null) {
      return;
    }
    if (!event.isSuccess()) {
      fail(String.valueOf(event.cause().getMessage()));
      return;
    }
    end();
    SSLEngine engine = current.engine();
    forbidRenegotiation(engine);
    SSLSession session = engine.getSession();
    established.accept(
        new TlsState(
            session.getProtocol(),
            session.getCipherSuite(),
            Bindings.of(session),
            Bindings.clientChain(session)));
  }

  /** The JDK would let TLS 1.2 clients begin anew at any time; BoringSSL never does. */
  private static void forbidRenegotiation(SSLEngine engine) {
    boolean jdk = !(engine instanceof ReferenceCounted);
    if (jdk && engine.getSession().getProtocol().equals("TLSv1.2")) {
      engine.setEnabledCipherSuites(new String[0]);
    }
  }

  /** The handshake came to nothing; harmless if it is over. */
  void fail(String reason) {
    if (handshaking) {
      end();
      failed.accept(reason);
    }
  }

  private void end() {
    handshaking = false;
    TlsContextSet current = offered;
    offered = null;
    if (current != null) {
      current.release();
    }
    Cancellation watch = overdue;
    overdue = null;
    if (watch != null) {
      watch.cancel();
    }
  }
}
