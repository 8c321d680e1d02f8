package io.pop3.spi.testkit;

import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.OpenContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One user's mail and its lock. The lock is a semaphore, which no thread owns: the calls of a
 * session may come from different threads. Safe for several threads.
 */
final class Mailbox {

  private static final String NOBODY = "unknown";

  private final UserName user;
  private final String uniqueIdPrefix;
  private final Semaphore lock = new Semaphore(1, true);
  private final Map<UniqueId, StoredMessage> messages = new LinkedHashMap<>();
  private volatile String holder = NOBODY;
  private long delivered;

  Mailbox(UserName user, String uniqueIdPrefix) {
    this.user = user;
    this.uniqueIdPrefix = uniqueIdPrefix;
  }

  Maildrop open(OpenContext context) throws MaildropException {
    acquireLock(context);
    holder = context.session();
    return new InMemoryMaildrop(this, snapshot());
  }

  private void acquireLock(OpenContext context) throws MaildropException {
    try {
      long nanoseconds = TimeUnit.NANOSECONDS.convert(context.lockWait());
      if (!lock.tryAcquire(nanoseconds, TimeUnit.NANOSECONDS)) {
        throw new MaildropException.Busy(
            "maildrop of "
                + user
                + ": held by session "
                + holder
                + " (expected: free within "
                + context.lockWait()
                + ")");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MaildropException.Temporary(
          "maildrop of " + user + ": interrupted while waiting for the lock", e);
    }
  }

  void release() {
    holder = NOBODY;
    lock.release();
  }

  boolean isLocked() {
    return lock.availablePermits() == 0;
  }

  synchronized void deliver(byte[] octets) {
    delivered++;
    UniqueId uniqueId = new UniqueId(uniqueIdPrefix + delivered);
    messages.put(uniqueId, StoredMessage.of(uniqueId, octets));
  }

  private synchronized List<StoredMessage> snapshot() {
    return List.copyOf(messages.values());
  }

  synchronized boolean contains(StoredMessage message) {
    return messages.containsKey(message.uniqueId());
  }

  synchronized CommitResult removeAll(Collection<StoredMessage> marked) {
    int removed = 0;
    for (StoredMessage message : marked) {
      if (messages.remove(message.uniqueId()) != null) {
        removed++;
      }
    }
    return new CommitResult(removed, marked.size() - removed);
  }

  synchronized boolean removeFirst(byte[] octets) {
    for (Iterator<StoredMessage> i = messages.values().iterator(); i.hasNext(); ) {
      if (Arrays.equals(i.next().octets(), octets)) {
        i.remove();
        return true;
      }
    }
    return false;
  }

  synchronized List<byte[]> contents() {
    List<byte[]> contents = new ArrayList<>(messages.size());
    for (StoredMessage message : messages.values()) {
      contents.add(message.octets().clone());
    }
    return contents;
  }
}
