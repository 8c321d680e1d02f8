/** Embeddable POP3 server. */
module io.pop3.server {
  requires transitive io.pop3.protocol;
  requires transitive io.pop3.spi;
  requires static org.jspecify;

  exports io.pop3.server;
  exports io.pop3.server.observer;
  exports io.pop3.server.options;
  exports io.pop3.server.plugin;
  exports io.pop3.server.time;

  uses io.pop3.spi.authentication.AuthenticationBackendFactory;
  uses io.pop3.spi.maildrop.MaildropStoreFactory;
}
