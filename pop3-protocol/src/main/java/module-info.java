/**
 * POP3 without I/O: grammar, replies, wire coding and the state machine, for both roles.
 *
 * <p>Octets in, events and octets out; the host owns sockets, threads and time.
 */
module io.pop3.protocol {
  requires org.bouncycastle.provider;
  requires static transitive org.jspecify;

  exports io.pop3.protocol.client;
  exports io.pop3.protocol.command;
  exports io.pop3.protocol.compliance;
  exports io.pop3.protocol.digest;
  exports io.pop3.protocol.downgrade;
  exports io.pop3.protocol.model;
  exports io.pop3.protocol.reply;
  exports io.pop3.protocol.sasl;
  exports io.pop3.protocol.server;
  exports io.pop3.protocol.session;
  exports io.pop3.protocol.wire;
}
