package io.pop3.server.internal.session;

import io.pop3.protocol.downgrade.DowngradePolicy;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What a session gets of messages whose header sections go beyond ASCII, and what is known of them
 * . Remembers a bit for each message looked at, and a number for each that is rewritten.
 * Nothing here blocks.
 */
final class Downgrade {

  private final DowngradePolicy policy;
  private final BitSet known = new BitSet();
  private final Map<Integer, Long> added = new HashMap<>();

  Downgrade(DowngradePolicy policy) {
    this.policy = policy;
  }

  /** Whether every message is sent as it is stored. */
  boolean sendsAsStored() {
    return policy == DowngradePolicy.RAW;
  }

  /** Whether sizes are known only after a look at the messages. */
  boolean changesSizes() {
    return policy == DowngradePolicy.SURROGATE;
  }

  /** Whether there is nothing to be found out about a message. */
  boolean isKnown(int index) {
    return sendsAsStored() || known.get(index);
  }

  void note(int index, HeaderLook look) {
    known.set(index);
    if (look.needsUtf8()) {
      added.put(index, look.addedOctets());
    }
  }

  /** Whether a message can't be sent to this client; it is known. */
  boolean rejects(int index) {
    return policy == DowngradePolicy.REJECT && added.containsKey(index);
  }

  /** Whether a message has to be rewritten, as far as it is known. */
  boolean rewrites(int index) {
    return policy == DowngradePolicy.SURROGATE && (!known.get(index) || added.containsKey(index));
  }

  /** How much longer a message is to this client than as it is stored. */
  long addedOctets(int index) {
    return changesSizes() ? added.getOrDefault(index, 0L) : 0;
  }

  /** The same for all messages but those that are marked. */
  long addedOctets(BitSet marks) {
    long sum = 0;
    for (Map.Entry<Integer, Long> entry : added.entrySet()) {
      sum += changesSizes() && !marks.get(entry.getKey()) ? entry.getValue() : 0;
    }
    return sum;
  }
}
