package io.pop3.server.app.config;

import io.pop3.server.plugin.Nearest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of a configuration, read key by key; what is wrong is noted and read on. */
final class Settings {

  private final Map<String, String> values;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();
  private final Set<String> openPrefixes = new HashSet<>();

  Settings(Map<String, String> values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  /** Notes that there is such a key, whether or not it is read. */
  void declare(Key<?> key) {
    known.add(key.name());
  }

  /**
   * Reads a key that has a default.
   *
   * @return the value, or the default's if the text is no value, which is noted
   */
  <T> T get(Key<T> key) {
    String text = values.get(key.name());
    if (text == null) {
      return key.parser().apply(key.defaultText());
    }
    try {
      return key.parser().apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(key.name(), text, key.form());
      return key.parser().apply(key.defaultText());
    }
  }

  /**
   * Takes all keys that begin with a prefix, for a plugin, which knows what they mean.
   *
   * @param prefix ends in a dot
   * @param allowed the keys the plugin knows, without the prefix
   * @return keys without the prefix, and their values
   */
  Map<String, String> section(String prefix, Collection<String> allowed) {
    Map<String, String> section = new HashMap<>();
    allowed.forEach(key -> known.add(prefix + key));
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && allowed.contains(key.substring(prefix.length()))) {
            section.put(key.substring(prefix.length()), value);
          }
        });
    return section;
  }

  /** Leaves all keys that begin with a prefix alone: whose they are is not known. */
  void ignore(String prefix) {
    openPrefixes.add(prefix);
  }

  /** Notes every key that nobody asked for, with the nearest one that somebody did. */
  void noteUnknownKeys() {
    for (String key : new TreeMap<>(values).keySet()) {
      if (!known.contains(key) && openPrefixes.stream().noneMatch(key::startsWith)) {
        String nearest =
            Nearest.to(key, known).map(name -> "; did you mean " + name + "?").orElse("");
        problems.add(key + ": unknown key" + nearest);
      }
    }
  }
}
