package io.pop3.client.fake;

import java.nio.charset.StandardCharsets;

/**
 * A message that a {@link ModelServer} keeps: equal to itself alone, however alike another may be.
 */
public final class Message {

  private final String uniqueId;
  private final byte[] wire;

  /**
   * A message.
   *
   * @param uniqueId what UIDL says; need not be unique
   * @param wire the octets, lines ended by CRLF
   */
  public Message(String uniqueId, byte[] wire) {
    this.uniqueId = uniqueId;
    this.wire = wire;
  }

  public static Message of(String uniqueId, String text) {
    return new Message(uniqueId, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A small message that says its unique-id. */
  public static Message named(String uniqueId) {
    return of(
        uniqueId,
        "From: a@example.com\r\nSubject: "
            + uniqueId
            + "\r\n\r\n.dot\r\nbody of "
            + uniqueId
            + "\r\n");
  }

  public String uniqueId() {
    return uniqueId;
  }

  /** The octets themselves: not to be changed. */
  public byte[] wire() {
    return wire;
  }

  @Override
  public String toString() {
    return uniqueId + " (" + wire.length + ")";
  }
}
