package io.pop3.server.internal.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Waits for what a client says first, and puts the right TLS context in its own place. */
final class TlsChoice extends SslClientHelloHandler<SslContext> {

  private final TlsContextSet contexts;
  private final BiConsumer<ChannelHandlerContext, SslContext> chosen;

  /**
   * A choice.
   *
   * @param chosen replaces this handler
   */
  TlsChoice(TlsContextSet contexts, BiConsumer<ChannelHandlerContext, SslContext> chosen) {
    this.contexts = contexts;
    this.chosen = chosen;
  }

  @Override
  protected Future<SslContext> lookup(ChannelHandlerContext context, @Nullable ByteBuf hello) {
    return context.executor().newSucceededFuture(contexts.choose(hello));
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext context, Future<SslContext> found) {
    chosen.accept(context, found.getNow());
  }
}
