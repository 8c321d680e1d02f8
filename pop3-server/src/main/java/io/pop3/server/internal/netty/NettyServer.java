package io.pop3.server.internal.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.server.internal.session.ConnectionLimits;
import io.pop3.server.internal.session.Link;
import io.pop3.server.internal.session.Session;
import io.pop3.server.internal.session.SessionNames;
import io.pop3.server.internal.session.SessionServices;
import io.pop3.server.internal.session.TlsState;
import io.pop3.server.options.ListenAddress;
import io.pop3.server.options.ListenAddress.Security;
import io.pop3.server.options.Timeouts;
import io.pop3.server.options.TlsOptions;
import io.pop3.server.policy.AccessPolicy;
import io.pop3.server.time.TimeSource.Cancellation;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens, accepts, and holds the sessions. Started and stopped once, by one thread at a time. */
@SuppressWarnings("FutureReturnValueIgnored") // What matters of Netty's futures goes to listeners.
public final class NettyServer {

  private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);

  private static final Duration LAST_WRITES = Duration.ofSeconds(1);
  private static final int BACKLOG = 1024;
  private static final int LOW_WATER = 32_768;
  private static final int HIGH_WATER = 131_072;
  private static final int FIRST_READ_OCTETS = 1024;
  private static final int MAX_READ_OCTETS = 16_384;
  private static final byte[] TOO_MANY =
      Greeting.refusal(ResponseCode.SYS_TEMP, "too many connections, try later").line().toOctets();

  private final List<ListenAddress> addresses;
  private final SessionServices services;
  private final SessionNames names;
  private final LoopTime time;
  private final AccessPolicy policy;
  private final ConnectionLimits limits;
  private final OpenSessions sessions = new OpenSessions();
  private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private final List<Channel> listeners = new ArrayList<>();
  private @Nullable EventLoopGroup loops;
  private @Nullable TlsContexts tls;
  private volatile @Nullable Cancellation watch;

  /**
   * A server that is not started.
   *
   * @param addresses where to listen
   * @param services what all sessions share
   * @param names names the sessions
   * @param time where time comes from
   * @param policy may say no to clients
   */
  @Inject
  public NettyServer(
      ListenAddresses addresses,
      SessionServices services,
      SessionNames names,
      LoopTime time,
      AccessPolicy policy) {
    this.addresses = addresses.all();
    this.services = services;
    this.names = names;
    this.time = time;
    this.policy = policy;
    this.limits = new ConnectionLimits(services.options().limits());
  }

  /**
   * Binds all addresses.
   *
   * @throws ListenException if one can't be bound; {@link #stop} is still to be called then
   */
  public void start() throws ListenException {
    Optional<TlsOptions> tlsOptions = services.options().tls();
    if (tlsOptions.isPresent()) {
      tls = new TlsContexts(tlsOptions.get());
    }
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoops(services.options().threads().eventLoops());
    loops = group;
    for (ListenAddress address : addresses) {
      listeners.add(bind(bootstrap(transport, group, address.security()), address));
    }
    LOG.info("listening on {} by {}", boundAddresses(), transport);
    tlsOptions.ifPresent(options -> watch(group, options.reloadInterval()));
  }

  /** Looks at the files of TLS again and again. */
  private void watch(EventLoopGroup group, Duration interval) {
    EventLoop loop = group.next();
    watch =
        time.schedule(
            loop,
            interval,
            () -> {
              reloadTls();
              watch(group, interval);
            });
  }

  /** Has the files of TLS looked at by a worker; a change takes effect for new connections. */
  public void reloadTls() {
    TlsContexts contexts = tls;
    if (contexts != null) {
      services.pools().workers().execute(contexts::reload);
    }
  }

  private ServerBootstrap bootstrap(Transport transport, EventLoopGroup group, Security security) {
    return new ServerBootstrap()
        .group(group)
        .channel(transport.serverChannel())
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(64, FIRST_READ_OCTETS, MAX_READ_OCTETS))
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                accept(channel, security);
              }
            });
  }

  private static Channel bind(ServerBootstrap bootstrap, ListenAddress address)
      throws ListenException {
    InetAddress host;
    try {
      host = InetAddress.getByName(address.host());
    } catch (UnknownHostException unknown) {
      throw new ListenException(
          "listen host: \"" + address.host() + "\" (expected: a host name or address)", unknown);
    }
    ChannelFuture bound = bootstrap.bind(host, address.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new ListenException(
          "listen address: "
              + address
              + " (expected: a free port of this machine; "
              + bound.cause().getMessage()
              + ")",
          bound.cause());
    }
    return bound.channel();
  }

  private void accept(Channel channel, Security security) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)
        || !(channel.localAddress() instanceof InetSocketAddress local)) {
      // The client is gone already.
      channel.close();
      return;
    }
    if (!mayConnect(peer)) {
      services.observer().turnedAway(peer, "access policy");
      channel.close();
      return;
    }
    Optional<String> limit = limits.acquire(peer.getAddress());
    if (limit.isPresent()) {
      turnAway(channel, peer, limit.get(), security);
      return;
    }
    channel.closeFuture().addListener(closed -> limits.release(peer.getAddress()));
    channels.add(channel);
    Optional<TlsGate> gate =
        Optional.ofNullable(tls)
            .map(contexts -> new TlsGate(channel, contexts, time, timeouts().tlsHandshake()));
    channel
        .pipeline()
        .addLast(
            new NettyLink(
                channel,
                time,
                peer,
                local,
                this::begin,
                gate,
                security == Security.IMPLICIT_TLS,
                reason -> services.observer().tlsFailed(peer, reason)));
  }

  private Timeouts timeouts() {
    return services.options().timeouts();
  }

  private boolean mayConnect(InetSocketAddress peer) {
    try {
      return policy.mayConnect(peer);
    } catch (RuntimeException fault) {
      LOG.error("access policy: failed for {}", peer, fault);
      return false;
    }
  }

  private void turnAway(Channel channel, InetSocketAddress peer, String limit, Security security) {
    services.observer().turnedAway(peer, limit);
    if (security == Security.IMPLICIT_TLS) {
      channel.close();
    } else {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(TOO_MANY))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private Session begin(Link link, Optional<TlsState> state) {
    OpenSessions.Ticket ticket = sessions.newTicket(link);
    Session session =
        new Session(
            link,
            services,
            names.nextId(),
            services.authenticator().offersApop()
                ? Optional.of(names.nextTimestamp())
                : Optional.empty(),
            state,
            () -> link.whenClosed(ticket::close));
    ticket.open(session);
    return session;
  }

  /**
   * Where clients can connect.
   *
   * @return the bound addresses, in the order in which they were given
   */
  public List<InetSocketAddress> boundAddresses() {
    return listeners.stream().map(listener -> (InetSocketAddress) listener.localAddress()).toList();
  }

  /**
   * How many connections are open.
   *
   * @return the number
   */
  public int connections() {
    return limits.open();
  }

  /**
   * Takes no more connections and ends the sessions. Blocks until none is left.
   *
   * @param grace how long to wait for replies under way
   */
  public void stop(Duration grace) {
    Cancellation watching = watch;
    if (watching != null) {
      watching.cancel();
    }
    for (Channel listener : listeners) {
      listener.close().awaitUninterruptibly();
    }
    sessions.stop(grace);
    channels.close().awaitUninterruptibly();
    EventLoopGroup group = loops;
    if (group != null) {
      group
          .shutdownGracefully(0, LAST_WRITES.toMillis(), TimeUnit.MILLISECONDS)
          .awaitUninterruptibly();
    }
    TlsContexts contexts = tls;
    if (contexts != null) {
      contexts.close();
    }
  }
}
