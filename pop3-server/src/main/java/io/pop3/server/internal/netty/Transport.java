package io.pop3.server.internal.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** How octets move on this machine: epoll where it exists, else the JDK's selectors. */
enum Transport {
  EPOLL(EpollServerSocketChannel.class),
  NIO(NioServerSocketChannel.class);

  private final Class<? extends ServerChannel> serverChannel;

  Transport(Class<? extends ServerChannel> serverChannel) {
    this.serverChannel = serverChannel;
  }

  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  Class<? extends ServerChannel> serverChannel() {
    return serverChannel;
  }

  EventLoopGroup newLoops(int threads) {
    IoHandlerFactory factory =
        switch (this) {
          case EPOLL -> EpollIoHandler.newFactory();
          case NIO -> NioIoHandler.newFactory();
        };
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("pop3-loop"), factory);
  }
}
