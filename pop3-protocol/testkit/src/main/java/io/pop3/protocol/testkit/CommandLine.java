package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;

/**
 * A legal command line in one of its spellings, and what it means.
 *
 * @param octets the line without its line end; keywords in any case, numbers with leading zeros
 * @param command what a server must understand
 */
public record CommandLine(OctetString octets, Command command) {

  @Override
  public String toString() {
    return octets.toString();
  }
}
