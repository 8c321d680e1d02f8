package io.pop3.conformance.internal.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of the conversations of one case, for whoever must find out what went wrong. What
 * the suite sends as a secret is left out by whoever writes it. Not safe for several threads.
 */
public final class Transcript {

  private static final int KEPT = 60;

  private final Deque<String> lines = new ArrayDeque<>();

  /** An empty transcript. */
  public Transcript() {}

  /** Notes octets that were sent to the server. */
  void sent(int connection, String octets) {
    add("C" + connection + ": " + Octets.show(octets));
  }

  /** Notes octets that the server sent. */
  void received(int connection, String octets) {
    add("S" + connection + ": " + Octets.show(octets));
  }

  /** Notes what happened to a connection. */
  void event(int connection, String event) {
    add("*" + connection + ": " + event);
  }

  private void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** The lines, oldest first. */
  public List<String> lines() {
    return new ArrayList<>(lines);
  }
}
