package io.pop3.server.internal.authentication;

import java.util.EnumMap;
import java.util.Map;

/**
 * How long checks should take that must not tell who exists, for each kind of check apart: a flood
 * of cheap ones must not make dear ones look cheap. Safe for several threads.
 */
final class EvenTimes {

  /** What a backend is asked. */
  enum Check {
    PASSWORD,
    SHARED_SECRET,
    SCRAM_KEYS,
    SCRAM_PROOF,
    OTHER
  }

  private final Map<Check, EvenTime> times = new EnumMap<>(Check.class);

  EvenTimes() {
    for (Check check : Check.values()) {
      times.put(check, new EvenTime());
    }
  }

  EvenTime of(Check check) {
    EvenTime time = times.get(check);
    if (time == null) {
      throw new IllegalStateException("check: " + check);
    }
    return time;
  }
}
