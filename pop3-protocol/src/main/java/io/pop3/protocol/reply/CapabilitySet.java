package io.pop3.protocol.reply;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a server says it can do, in the order it said it. Immutable. */
public final class CapabilitySet implements Iterable<Capability> {

  /** Nothing: also what a client assumes of a server that does not know CAPA. */
  public static final CapabilitySet NONE = new CapabilitySet(List.of());

  private final Map<String, Capability> byTag;

  private CapabilitySet(Collection<Capability> capabilities) {
    Map<String, Capability> map = new LinkedHashMap<>();
    for (Capability capability : capabilities) {
      // A tag that is said twice counts once, as it was said first (grammar E-R-17).
      map.putIfAbsent(capability.tag(), capability);
    }
    this.byTag = map;
  }

  /**
   * A set.
   *
   * @param capabilities in the order to be sent; of two with one tag the first counts
   * @return the set
   */
  public static CapabilitySet of(Collection<Capability> capabilities) {
    return new CapabilitySet(capabilities);
  }

  /**
   * A set of values, for a server.
   *
   * @param values in the order to be sent; of two with one tag the first counts
   * @return the set
   */
  public static CapabilitySet ofValues(Collection<? extends CapabilityValue> values) {
    return new CapabilitySet(values.stream().map(CapabilityValue::capability).toList());
  }

  /**
   * What all the lines mean.
   *
   * @return a value for each, in the order they were said
   */
  public List<CapabilityValue> values() {
    return byTag.values().stream().map(CapabilityValue::of).toList();
  }

  /**
   * Finds a value.
   *
   * @param <V> the kind of value
   * @param type its class, other than {@link CapabilityValue.Plain}, which {@link #has(String)}
   *     answers for
   * @return the value; empty if the server did not say it, or not as the RFCs have it
   */
  public <V extends CapabilityValue> Optional<V> find(Class<V> type) {
    return values().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /**
   * Tells whether a tag is there, whatever its arguments: servers are known to add some.
   *
   * @param tag a tag in any case
   * @return whether the server said it
   */
  public boolean has(String tag) {
    return byTag.containsKey(tag.toUpperCase(Locale.ROOT));
  }

  /**
   * Finds a capability.
   *
   * @param tag a tag in any case
   * @return the capability with its arguments
   */
  public Optional<Capability> find(String tag) {
    return Optional.ofNullable(byTag.get(tag.toUpperCase(Locale.ROOT)));
  }

  /**
   * Tells whether a capability has an argument.
   *
   * @param tag a tag in any case
   * @param argument an argument in any case
   * @return whether the server said it
   */
  public boolean has(String tag, String argument) {
    return find(tag).stream()
        .flatMap(capability -> capability.arguments().stream())
        .anyMatch(argument::equalsIgnoreCase);
  }

  /**
   * The SASL mechanisms (RFC 5034 section 3).
   *
   * @return their names in upper case; empty if there are none
   */
  public List<String> saslMechanisms() {
    return find(CapabilityValue.Sasl.class).map(CapabilityValue.Sasl::mechanisms).orElse(List.of());
  }

  @Override
  public Iterator<Capability> iterator() {
    return List.copyOf(byTag.values()).iterator();
  }

  /**
   * How many there are.
   *
   * @return the number
   */
  public int size() {
    return byTag.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CapabilitySet that && byTag.equals(that.byTag);
  }

  @Override
  public int hashCode() {
    return byTag.hashCode();
  }

  @Override
  public String toString() {
    return byTag.values().stream().map(Capability::format).toList().toString();
  }
}
