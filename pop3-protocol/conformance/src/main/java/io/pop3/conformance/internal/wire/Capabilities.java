package io.pop3.conformance.internal.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a CAPA reply announces: tags in upper case with their arguments. Immutable. */
public final class Capabilities {

  private final Map<String, List<String>> byTag = new LinkedHashMap<>();

  private Capabilities(List<String> lines) {
    for (String line : lines) {
      String[] words = line.trim().split(" +");
      byTag.putIfAbsent(words[0].toUpperCase(Locale.ROOT), List.of(words).subList(1, words.length));
    }
  }

  /** The capabilities of a positive reply to CAPA. */
  public static Capabilities of(Reply reply) {
    return new Capabilities(reply.lines());
  }

  /** The capabilities of a server that announces nothing. */
  public static Capabilities none() {
    return new Capabilities(List.of());
  }

  /** The tags. */
  public Set<String> tags() {
    return byTag.keySet();
  }

  /** Whether a tag is announced. */
  public boolean has(String tag) {
    return byTag.containsKey(tag);
  }

  /** The arguments of a tag; empty if it is not announced. */
  public Optional<List<String>> arguments(String tag) {
    return Optional.ofNullable(byTag.get(tag));
  }

  /** The SASL mechanisms in upper case. */
  public List<String> mechanisms() {
    return arguments("SASL").stream()
        .flatMap(List::stream)
        .map(name -> name.toUpperCase(Locale.ROOT))
        .toList();
  }

  /** Whether a SASL mechanism is announced. */
  public boolean hasMechanism(String name) {
    return mechanisms().contains(name);
  }

  @Override
  public String toString() {
    return byTag.entrySet().stream()
        .map(
            e ->
                e.getValue().isEmpty()
                    ? e.getKey()
                    : e.getKey() + " " + String.join(" ", e.getValue()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  /** The tags that one set announces and the other doesn't. */
  public static Set<String> missing(Capabilities from, Capabilities of) {
    Set<String> missing = new TreeSet<>(of.tags());
    missing.removeAll(from.tags());
    return missing;
  }
}
