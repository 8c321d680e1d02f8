package io.pop3.protocol.sasl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the logins of one TLS connection can be bound to, best first (decision A-45). Immutable;
 * safe for several threads.
 *
 * <p>The host computes the data, and leaves out what it can't compute on this very connection;
 * which of it may be used is decided here. Where TLS renegotiation is enabled the host must not
 * offer {@link ChannelBindingType#TLS_EXPORTER} (9266-EXP-2).
 */
public final class ChannelBindings {

  /** Nothing to bind to: no TLS, or none that binding is safe on. */
  public static final ChannelBindings NONE = new ChannelBindings(List.of(), Map.of());

  private static final List<ChannelBindingType> TLS_13 =
      List.of(ChannelBindingType.TLS_EXPORTER, ChannelBindingType.TLS_SERVER_END_POINT);
  private static final List<ChannelBindingType> TLS_12 =
      List.of(
          ChannelBindingType.TLS_UNIQUE,
          ChannelBindingType.TLS_EXPORTER,
          ChannelBindingType.TLS_SERVER_END_POINT);

  private final List<ChannelBindingType> types;
  private final Map<ChannelBindingType, byte[]> data;

  private ChannelBindings(List<ChannelBindingType> types, Map<ChannelBindingType, byte[]> data) {
    this.types = types;
    this.data = data;
  }

  /**
   * The bindings of a TLS 1.3 connection; {@link ChannelBindingType#TLS_UNIQUE} is dropped, since
   * it is not defined there (5929-UNIQ-3).
   *
   * @param computed the data of each type that can be computed; copied
   * @return what can be bound to
   * @throws IllegalArgumentException if data is empty
   */
  public static ChannelBindings ofTls13(Map<ChannelBindingType, byte[]> computed) {
    return of(TLS_13, computed);
  }

  /**
   * The bindings of a TLS 1.2 connection: none at all unless the session hash is part of the master
   * secret, without which a login could be relayed to another connection (7677-SEC-1).
   *
   * @param computed the data of each type that can be computed; copied
   * @param extendedMasterSecret whether both ends agreed on the extension of RFC 7627
   * @return what can be bound to
   * @throws IllegalArgumentException if data is empty
   */
  public static ChannelBindings ofTls12(
      Map<ChannelBindingType, byte[]> computed, boolean extendedMasterSecret) {
    return extendedMasterSecret ? of(TLS_12, computed) : NONE;
  }

  private static ChannelBindings of(
      List<ChannelBindingType> order, Map<ChannelBindingType, byte[]> computed) {
    List<ChannelBindingType> types = new ArrayList<>();
    Map<ChannelBindingType, byte[]> data = new EnumMap<>(ChannelBindingType.class);
    for (ChannelBindingType type : order) {
      byte[] octets = computed.get(type);
      if (octets != null) {
        if (octets.length == 0) {
          throw new IllegalArgumentException(
              type.registeredName() + ": 0 octets (expected: at least 1)");
        }
        types.add(type);
        data.put(type, octets.clone());
      }
    }
    return new ChannelBindings(List.copyOf(types), data);
  }

  /**
   * Tells whether there is nothing to bind to, and so no {@code -PLUS} mechanism to offer.
   *
   * @return whether there is no type
   */
  public boolean isEmpty() {
    return types.isEmpty();
  }

  /**
   * The types, best first: the client uses the first, the server accepts each.
   *
   * @return an immutable list
   */
  public List<ChannelBindingType> types() {
    return types;
  }

  /**
   * The data of a type.
   *
   * @param type any type
   * @return a copy, if this connection can be bound to it
   */
  public Optional<byte[]> data(ChannelBindingType type) {
    return Optional.ofNullable(data.get(type)).map(byte[]::clone);
  }

  /** Names the types alone. */
  @Override
  public String toString() {
    return "ChannelBindings" + types;
  }
}
