package io.pop3.server.internal.authentication;

import io.pop3.protocol.model.UserName;
import io.pop3.server.options.Defence;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Good passwords, for a while: the next login need not pay for a slow hash. Holds keyed hashes, see
 * {@link Fingerprints}. Safe for several threads.
 */
final class PasswordMemory {

  private final BoundedMap<UserName, Entry> entries;
  private final boolean off;
  private final long keepNanos;
  private final LongSupplier nanoTime;

  private record Entry(byte[] fingerprint, MaildropOwner owner, long revision, long since) {}

  PasswordMemory(Defence defence, LongSupplier nanoTime) {
    this.off = defence.rememberedPasswords() == 0;
    this.entries = new BoundedMap<>(defence.rememberedPasswords());
    this.keepNanos = defence.rememberFor().toNanos();
    this.nanoTime = nanoTime;
  }

  boolean isOff() {
    return off;
  }

  /**
   * Finds whose password it was.
   *
   * @param revision what the backend knows now; what it knew before is forgotten
   */
  Optional<MaildropOwner> find(UserName name, byte[] fingerprint, long revision) {
    @Nullable Entry entry;
    synchronized (this) {
      entry = entries.get(name);
      if (entry != null
          && (entry.revision() != revision || nanoTime.getAsLong() - entry.since() >= keepNanos)) {
        entries.remove(name);
        entry = null;
      }
    }
    return entry != null && MessageDigest.isEqual(entry.fingerprint(), fingerprint)
        ? Optional.of(entry.owner())
        : Optional.empty();
  }

  /**
   * Remembers a password that the backend found good.
   *
   * @param revision what the backend knew before it was asked
   */
  void remember(UserName name, byte[] fingerprint, MaildropOwner owner, long revision) {
    if (!off) {
      Entry entry = new Entry(fingerprint, owner, revision, nanoTime.getAsLong());
      synchronized (this) {
        entries.put(name, entry);
      }
    }
  }
}
