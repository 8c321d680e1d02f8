package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The maildirs that sessions of this JVM have open, whichever store opened them. */
final class HeldMaildirs {

  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Condition RELEASED = LOCK.newCondition();
  private static final Map<Object, String> HOLDERS = new HashMap<>();

  private HeldMaildirs() {}

  /**
   * Claims a maildir, or waits until its holder releases it.
   *
   * @param key names the maildir, the same by whatever path it was reached
   * @param holder who claims it
   * @param deadline when to give up, on the scale of {@link System#nanoTime()}
   */
  static Hold claim(Object key, String holder, long deadline) throws MaildropException {
    LOCK.lock();
    try {
      while (true) {
        String other = HOLDERS.putIfAbsent(key, holder);
        if (other == null) {
          return new Hold(key);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new MaildropException.Busy("maildir in use: locked by " + other);
        }
        RELEASED.await(left, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MaildropException.Temporary("interrupted while waiting for a maildir", e);
    } finally {
      LOCK.unlock();
    }
  }

  /** A claim that was granted. */
  static final class Hold {

    private final List<Object> keys = new ArrayList<>();

    private Hold(Object key) {
      keys.add(key);
    }

    /** Claims another name of the same maildir, or waits until its holder releases it. */
    void extend(Object key, String holder, long deadline) throws MaildropException {
      keys.addAll(claim(key, holder, deadline).keys);
    }

    /** Gives the maildir back; once is enough. */
    void release() {
      LOCK.lock();
      try {
        keys.forEach(HOLDERS::remove);
        keys.clear();
        RELEASED.signalAll();
      } finally {
        LOCK.unlock();
      }
    }
  }
}
