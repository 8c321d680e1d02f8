package io.pop3.server.app.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a configuration, so that it can be told at once. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Notes that a value is not what it should be. */
  void add(String key, String value, String expected) {
    found.add(key + ": \"" + value + "\" (expected: " + expected + ")");
  }

  /** Notes something that is not about a single value. */
  void add(String problem) {
    found.add(problem);
  }

  /** Ends the collecting. */
  void throwIfAny(String source) {
    if (!found.isEmpty()) {
      throw new ConfigurationException(source, found);
    }
  }
}
