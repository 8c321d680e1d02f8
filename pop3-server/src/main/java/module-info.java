/** Embeddable POP3 server. */
module io.pop3.server {
  requires static transitive org.jspecify;
}
