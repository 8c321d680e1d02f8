package io.pop3.conformance.internal.wire;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What was odd about the replies of a whole run. Safe for several threads. */
public final class WireRecord {

  private final Map<Flaw, String> firstSeen = new EnumMap<>(Flaw.class);
  private final Set<String> codes = new TreeSet<>();

  /** An empty record. */
  public WireRecord() {}

  /** Notes a flaw of a reply. */
  synchronized void note(Flaw flaw, String command, String line) {
    firstSeen.putIfAbsent(flaw, Octets.show(line) + " to " + command);
  }

  /** Notes a response code, in upper case. */
  synchronized void noteCode(String code) {
    codes.add(code);
  }

  /** The first reply with a flaw, and the command it answered. */
  public synchronized Optional<String> first(Flaw flaw) {
    return Optional.ofNullable(firstSeen.get(flaw));
  }

  /** The response codes that occurred so far, in upper case. */
  public synchronized Set<String> codes() {
    return Collections.unmodifiableSet(new TreeSet<>(codes));
  }
}
