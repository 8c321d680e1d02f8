package io.pop3.conformance.toy;

import io.pop3.conformance.MailboxControl;
import io.pop3.conformance.internal.wire.Octets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one maildrop of a toy server. Safe for several threads. */
public final class ToyMaildrop implements MailboxControl {

  private final List<Message> messages = new ArrayList<>();
  private final Set<Integer> leftMarks = new HashSet<>();
  private int lastUid;
  private boolean locked;
  private int staleAttempts;
  private int sessions;

  /**
   * A message.
   *
   * @param uid its unique-id
   * @param octets what is stored
   */
  public record Message(String uid, String octets) {}

  @Override
  public synchronized void deliver(byte[] message) {
    messages.add(new Message("uid" + ++lastUid, Octets.text(message)));
  }

  @Override
  public synchronized void clear() {
    messages.clear();
  }

  public synchronized List<Message> snapshot() {
    sessions++;
    return List.copyOf(messages);
  }

  /** How many sessions have seen the maildrop. */
  public synchronized int sessions() {
    return sessions;
  }

  public synchronized boolean contains(Message message) {
    return messages.contains(message);
  }

  public synchronized void remove(Message message) {
    messages.remove(message);
  }

  public synchronized boolean tryLock() {
    if (staleAttempts > 0) {
      staleAttempts--;
      return false;
    }
    boolean free = !locked;
    locked = true;
    return free;
  }

  public synchronized void unlock() {
    locked = false;
  }

  /** The maildrop is free, but the next attempts to open it don't see that. */
  public synchronized void unlockAfterAttempts(int attempts) {
    locked = false;
    staleAttempts = attempts;
  }

  /** Marks that a faulty server keeps beyond the session. */
  public synchronized Set<Integer> leftMarks() {
    return leftMarks;
  }
}
