package io.pop3.protocol.sasl;

import java.util.Optional;

/** What of a TLS connection a login can be bound to (RFC 5929, RFC 9266). */
public enum ChannelBindingType {
  /**
   * Keying material exported for this purpose: label {@value #EXPORTER_LABEL}, a context that is
   * present but empty, {@value #EXPORTER_OCTETS} octets (9266-EXP-1).
   */
  TLS_EXPORTER("tls-exporter"),
  /** The first Finished message of the latest handshake; up to TLS 1.2 only (5929-UNIQ-1). */
  TLS_UNIQUE("tls-unique"),
  /** A digest of the server's certificate: see {@link ServerEndPoint} (5929-EP-1). */
  TLS_SERVER_END_POINT("tls-server-end-point");

  /** The label under which {@link #TLS_EXPORTER} is exported (RFC 9266 section 2). */
  public static final String EXPORTER_LABEL = "EXPORTER-Channel-Binding";

  /** The length of what {@link #TLS_EXPORTER} exports (RFC 9266 section 2). */
  public static final int EXPORTER_OCTETS = 32;

  private final String registeredName;

  ChannelBindingType(String registeredName) {
    this.registeredName = registeredName;
  }

  /**
   * Finds a type by its name; case counts.
   *
   * @param name any text
   * @return the type, if it is one of ours
   */
  public static Optional<ChannelBindingType> find(String name) {
    for (ChannelBindingType type : values()) {
      if (type.registeredName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The name that a SCRAM client sends.
   *
   * @return for example {@code tls-exporter}
   */
  public String registeredName() {
    return registeredName;
  }
}
