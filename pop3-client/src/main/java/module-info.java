/**
 * POP3 client library: a blocking connection with its state in types, and a retrieval engine above
 * it that loses nothing and delivers nothing twice.
 */
module io.pop3.client {
  requires transitive io.pop3.protocol;
  requires static transitive org.jspecify;

  exports io.pop3.client;
  exports io.pop3.client.retrieval;
}
