/** Embeddable POP3 server. */
@SuppressWarnings({
  "requires-automatic",
  "requires-transitive-automatic"
}) // Guice names its module, but describes none.
module io.pop3.server {
  requires transitive io.pop3.protocol;
  requires transitive io.pop3.spi;
  requires transitive com.google.guice;
  requires io.netty.buffer;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires io.netty.transport.unix.common;
  requires jakarta.inject;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.pop3.server;
  exports io.pop3.server.observer;
  exports io.pop3.server.options;
  exports io.pop3.server.plugin;
  exports io.pop3.server.policy;
  exports io.pop3.server.time;

  opens io.pop3.server to
      com.google.guice;
  opens io.pop3.server.internal.netty to
      com.google.guice;
  opens io.pop3.server.internal.session to
      com.google.guice;

  uses io.pop3.spi.authentication.AuthenticationBackendFactory;
  uses io.pop3.spi.maildrop.MaildropStoreFactory;
}
