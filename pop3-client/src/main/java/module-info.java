/** POP3 client library. */
module io.pop3.client {
  requires static transitive org.jspecify;
}
