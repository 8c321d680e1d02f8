/**
 * Sockets and event loops, by means of Netty. The only package that knows Netty.
 *
 * <p>A {@link io.pop3.server.internal.netty.NettyServer} listens and accepts; a {@code NettyLink}
 * moves octets between one channel and its session. No decision about POP3 is made here.
 */
@NullMarked
package io.pop3.server.internal.netty;

import org.jspecify.annotations.NullMarked;
