package io.pop3.spi.testkit;

import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.wire.WireMeasure;
import java.nio.ByteBuffer;

/**
 * A message as the in-memory store keeps it. A plain class: a record would hand out its array in
 * equals and hashCode as if it were a value.
 */
final class StoredMessage {

  private final UniqueId uniqueId;
  private final byte[] octets;
  private final long wireOctets;
  private final boolean wireReady;

  private StoredMessage(UniqueId uniqueId, byte[] octets, WireMeasure measure) {
    this.uniqueId = uniqueId;
    this.octets = octets;
    this.wireOctets = measure.wireOctets();
    this.wireReady = measure.isWireReady();
  }

  static StoredMessage of(UniqueId uniqueId, byte[] octets) {
    WireMeasure measure = new WireMeasure();
    measure.update(ByteBuffer.wrap(octets));
    return new StoredMessage(uniqueId, octets, measure);
  }

  UniqueId uniqueId() {
    return uniqueId;
  }

  /** The stored octets themselves; nobody changes them. */
  byte[] octets() {
    return octets;
  }

  long wireOctets() {
    return wireOctets;
  }

  boolean isWireReady() {
    return wireReady;
  }
}
