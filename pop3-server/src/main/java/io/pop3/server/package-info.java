/**
 * The embeddable POP3 server.
 *
 * <pre>{@code
 * try (Pop3Server server =
 *     Pop3Server.builder()
 *         .authentication(backend)
 *         .maildrops(store)
 *         .listen("127.0.0.1", 1110)
 *         .build()
 *         .start()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Which part decides what:
 *
 * <ol>
 *   <li>{@code io.pop3.protocol.server} decides every octet and every state.
 *   <li>{@code internal.session} decides what a command does to a maildrop, and the texts of
 *       replies; it knows neither sockets nor Netty.
 *   <li>{@code internal.netty} owns sockets and event loops and nothing else.
 *   <li>Plugins behind {@code io.pop3.spi} know the users and keep the mail; they are called on
 *       worker threads alone.
 * </ol>
 *
 * <p>Several servers can live in one program; they share nothing.
 */
@NullMarked
package io.pop3.server;

import org.jspecify.annotations.NullMarked;
