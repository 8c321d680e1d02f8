package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Mistakes of {@code open}. */
final class OpeningMutations {

  private OpeningMutations() {}

  static Map<String, Mutation> all() {
    return Map.of(
        "MD-01", (healthy, place) -> new ThrowsTheHolderOut(healthy),
        "MD-02", Delegating.maildrops(BelongsToItsThread::new),
        "MD-03", (healthy, place) -> new HasOneLockForAll(healthy),
        "MD-04", OpeningMutations::refusesThoseWithoutMail,
        "MD-05", (healthy, place) -> new TidiesNames(healthy),
        "MD-26", (healthy, place) -> new LeavesALockAfterAnException(healthy),
        "MD-30", (healthy, place) -> new OpensAfterItsEnd(healthy, place));
  }

  private static final class ThrowsTheHolderOut extends Delegating.Store {

    private final Map<MaildropOwner, Maildrop> holders = new ConcurrentHashMap<>();

    ThrowsTheHolderOut(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      Maildrop maildrop;
      try {
        maildrop = super.open(owner, context);
      } catch (MaildropException.Busy e) {
        holders.get(owner).close();
        maildrop = super.open(owner, context);
      }
      holders.put(owner, maildrop);
      return maildrop;
    }
  }

  private static final class BelongsToItsThread extends Delegating.Drop {

    private final Thread opener = Thread.currentThread();

    BelongsToItsThread(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public void close() {
      super.close();
      if (Thread.currentThread() != opener) {
        throw new IllegalMonitorStateException();
      }
    }
  }

  private static final class HasOneLockForAll extends Delegating.Store {

    private final Semaphore lock = new Semaphore(1);

    HasOneLockForAll(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      if (!lock.tryAcquire()) {
        throw new MaildropException.Busy("somebody is here");
      }
      return new Delegating.Drop(super.open(owner, context)) {
        @Override
        public void close() {
          super.close();
          lock.release();
        }
      };
    }
  }

  private static MaildropStore refusesThoseWithoutMail(
      MaildropStore healthy, InMemoryMaildropStore place) {
    return new Delegating.Store(healthy) {
      @Override
      public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
        if (place.messages(owner.name().value()).isEmpty()) {
          throw new MaildropException.Permanent("no such maildrop");
        }
        return super.open(owner, context);
      }
    };
  }

  private static final class TidiesNames extends Delegating.Store {

    TidiesNames(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      return super.open(MaildropOwner.of(owner.name().value().toLowerCase(Locale.ROOT)), context);
    }
  }

  private static final class LeavesALockAfterAnException extends Delegating.Store {

    private final Set<MaildropOwner> locked = new HashSet<>();

    LeavesALockAfterAnException(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      if (locked.contains(owner)) {
        throw new MaildropException.Busy("locked");
      }
      try {
        return super.open(owner, context);
      } catch (MaildropException.Temporary e) {
        locked.add(owner);
        throw e;
      }
    }
  }

  private static final class OpensAfterItsEnd extends Delegating.Store {

    private final InMemoryMaildropStore place;

    OpensAfterItsEnd(MaildropStore healthy, InMemoryMaildropStore place) {
      super(healthy);
      this.place = place;
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      return place.open(owner, context);
    }

    @Override
    public void close() {}
  }
}
