package io.pop3.server.internal.session;

import io.pop3.server.internal.network.AddressKey;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets so many lines about strangers into the log in each minute, from one address and in all, and
 * counts the others, so that a flood of logins is seen and nothing else drowns in it. Bounded; safe
 * for several threads.
 */
final class LineBudget {

  static final int LINES_PER_ADDRESS = 20;
  static final int LINES = 200;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MAX_ADDRESSES = 10_000;

  /** What lines are about. */
  enum Kind {
    FAILED_LOGIN,
    SESSION_WITHOUT_LOGIN,
    TURNED_AWAY
  }

  /**
   * What was left out.
   *
   * @param lines how many of each kind
   * @param addresses how many addresses they were about, as far as they were counted apart
   * @param loudest the address that most were about
   * @param linesOfLoudest how many
   */
  record LeftOut(Map<Kind, Long> lines, int addresses, InetAddress loudest, long linesOfLoudest) {}

  /** What an address has had. */
  private static final class Account {
    private final InetAddress address;
    private int written;
    private long leftOut;

    Account(InetAddress address) {
      this.address = address;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<AddressKey, Account> accounts = new HashMap<>();
  private final Map<Kind, Long> leftOut = new EnumMap<>(Kind.class);
  private long began;
  private int written;

  LineBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  /** Whether a line may be written; counts it in any case. */
  synchronized boolean allows(Kind kind, InetAddress address) {
    Account account = account(address);
    if (written < LINES && account.written < LINES_PER_ADDRESS) {
      written++;
      account.written++;
      return true;
    }
    account.leftOut++;
    leftOut.merge(kind, 1L, Long::sum);
    return false;
  }

  /** Once there are too many, new addresses have no lines of their own. */
  private Account account(InetAddress address) {
    AddressKey key = AddressKey.of(address);
    Account known = accounts.get(key);
    if (known == null) {
      known = new Account(address);
      if (accounts.size() < MAX_ADDRESSES) {
        accounts.put(key, known);
      } else {
        known.written = LINES_PER_ADDRESS;
      }
    }
    return known;
  }

  /** Begins anew if the time is over, and tells what was left out until then. */
  synchronized Optional<LeftOut> renew() {
    long now = nanoTime.getAsLong();
    if (now - began < WINDOW.toNanos()) {
      return Optional.empty();
    }
    Optional<LeftOut> before = sum();
    began = now;
    written = 0;
    accounts.clear();
    leftOut.clear();
    return before;
  }

  private Optional<LeftOut> sum() {
    Optional<Account> loudest = Optional.empty();
    int addresses = 0;
    for (Account account : accounts.values()) {
      if (account.leftOut > 0) {
        addresses++;
        if (loudest.isEmpty() || account.leftOut > loudest.get().leftOut) {
          loudest = Optional.of(account);
        }
      }
    }
    int counted = addresses;
    return loudest.map(
        most -> new LeftOut(new EnumMap<>(leftOut), counted, most.address, most.leftOut));
  }
}
