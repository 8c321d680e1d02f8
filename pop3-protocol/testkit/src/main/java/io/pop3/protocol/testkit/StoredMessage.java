package io.pop3.protocol.testkit;

/**
 * A message as a store keeps it: any octets at all, with or without carriage returns.
 *
 * @param octets the content
 */
public record StoredMessage(OctetString octets) {

  @Override
  public String toString() {
    return octets.toString();
  }
}
