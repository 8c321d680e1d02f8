package io.pop3.server.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a value, so that one message tells it all. */
final class Faults {

  private final List<String> messages = new ArrayList<>();

  void check(boolean legal, String what, Object value, String expected) {
    if (!legal) {
      messages.add(what + ": " + value + " (expected: " + expected + ")");
    }
  }

  void between(String what, int value, int smallest, int greatest) {
    check(value >= smallest && value <= greatest, what, value, smallest + " to " + greatest);
  }

  void between(String what, Duration value, Duration smallest, Duration greatest) {
    boolean legal = value.compareTo(smallest) >= 0 && value.compareTo(greatest) <= 0;
    check(legal, what, value, smallest + " to " + greatest);
  }

  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", messages));
    }
  }
}
