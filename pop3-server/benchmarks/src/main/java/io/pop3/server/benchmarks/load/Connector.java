package io.pop3.server.benchmarks.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.pop3.server.benchmarks.mail.UserMail;
import java.nio.ByteBuffer;
import java.util.List;

/** Opens the sessions of one plan, all on one event loop. Used on that loop alone. */
final class Connector {

  private static final int BODY_OCTETS = 65_536;
  private static final int LEAST_READ_OCTETS = 512;
  private static final int FIRST_READ_OCTETS = 2_048;
  private static final int MOST_READ_OCTETS = 65_536;

  private final Plan plan;
  private final ClientTls tls;
  private final Tally tally;
  private final List<UserMail> mail;
  private final ByteBuffer body = ByteBuffer.allocate(BODY_OCTETS);
  private final Bootstrap bootstrap;

  Connector(EventLoop loop, Plan plan, ClientTls tls, List<UserMail> mail, Tally tally) {
    this.plan = plan;
    this.tls = tls;
    this.tally = tally;
    this.mail = mail;
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .remoteAddress(plan.server())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(
                    LEAST_READ_OCTETS, FIRST_READ_OCTETS, MOST_READ_OCTETS));
  }

  void open(int user, long started, SessionHandler.Listener listener) {
    boolean secured = plan.security().isTls();
    PopSession session =
        new PopSession(secured, plan.scenario(), plan.depth(), mail.get(user - 1), tally, body);
    SessionHandler handler = new SessionHandler(session, user, started, listener);
    ChannelFuture connecting =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (secured) {
                      channel
                          .pipeline()
                          .addLast(tls.newHandler(channel.alloc(), plan.server(), plan.security()));
                    }
                    channel.pipeline().addLast(handler);
                  }
                })
            .connect();
    connecting.addListener(
        done -> {
          if (!done.isSuccess()) {
            listener.failed(new LoadException("connection: refused", done.cause()));
            listener.ended(handler);
          }
        });
  }
}
