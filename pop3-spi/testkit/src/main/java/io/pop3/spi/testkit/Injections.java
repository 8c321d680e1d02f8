package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.InjectedFault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What {@link FaultyStore} was told to do, and how often its steps were reached. */
final class Injections {

  private record Failure(Fault fault, long afterOctets, boolean once) {}

  private record Wait(Blockade blockade, long afterOctets) {}

  private final Map<Step, Failure> failures = new EnumMap<>(Step.class);
  private final Map<Step, Wait> waits = new EnumMap<>(Step.class);
  private final Map<Step, Integer> calls = new EnumMap<>(Step.class);

  synchronized void fail(Step step, Fault fault, long afterOctets, boolean once) {
    if (!step.canFailWith(fault)) {
      throw new IllegalArgumentException(
          "fault at " + step + ": " + fault + " (expected: one that the contract knows there)");
    }
    failures.put(step, new Failure(fault, requireCount(afterOctets), once));
  }

  synchronized Blockade block(Step step, long afterOctets) {
    Blockade blockade = new Blockade();
    waits.put(step, new Wait(blockade, requireCount(afterOctets)));
    return blockade;
  }

  private static long requireCount(long octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("octets: " + octets + " (expected: 0 or more)");
    }
    return octets;
  }

  synchronized void clear() {
    failures.clear();
    waits.clear();
  }

  synchronized int calls(Step step) {
    return calls.getOrDefault(step, 0);
  }

  void reach(Step step) throws MaildropException {
    Optional<Fault> fault = await(step, 0);
    if (fault.isPresent()) {
      String message = "fault injected at " + step;
      switch (fault.get()) {
        case BUSY -> throw new MaildropException.Busy(message);
        case TEMPORARY -> throw new MaildropException.Temporary(message);
        case PERMANENT -> throw new MaildropException.Permanent(message);
        case IO_EXCEPTION, RUNTIME_EXCEPTION -> throw new InjectedFault(message);
      }
    }
  }

  void reachUnchecked(Step step) {
    if (await(step, 0).isPresent()) {
      throw new InjectedFault("fault injected at " + step);
    }
  }

  void reachContent(long delivered) throws IOException {
    Optional<Fault> fault = await(Step.CONTENT, delivered);
    if (fault.isPresent()) {
      String message = "fault injected after " + delivered + " octets";
      if (fault.get() == Fault.IO_EXCEPTION) {
        throw new IOException(message);
      }
      throw new InjectedFault(message);
    }
  }

  /** Counts the call, waits outside the lock if it is to wait, and then says how it is to fail. */
  private Optional<Fault> await(Step step, long delivered) {
    arrive(step, delivered).ifPresent(Blockade::pass);
    return takeFault(step, delivered);
  }

  private synchronized Optional<Blockade> arrive(Step step, long delivered) {
    calls.merge(step, 1, Integer::sum);
    Wait wait = waits.get(step);
    if (wait == null || wait.afterOctets() > delivered) {
      return Optional.empty();
    }
    waits.remove(step);
    return Optional.of(wait.blockade());
  }

  private synchronized Optional<Fault> takeFault(Step step, long delivered) {
    Failure failure = failures.get(step);
    if (failure == null || failure.afterOctets() > delivered) {
      return Optional.empty();
    }
    if (failure.once()) {
      failures.remove(step);
    }
    return Optional.of(failure.fault());
  }

  /** How many octets content may deliver before something is to happen; at least one. */
  synchronized long octetsToNextAfter(long delivered) {
    long octets = Long.MAX_VALUE;
    Failure failure = failures.get(Step.CONTENT);
    if (failure != null && failure.afterOctets() > delivered) {
      octets = failure.afterOctets() - delivered;
    }
    Wait wait = waits.get(Step.CONTENT);
    if (wait != null && wait.afterOctets() > delivered) {
      octets = Math.min(octets, wait.afterOctets() - delivered);
    }
    return octets;
  }

  synchronized boolean concernContent() {
    return failures.containsKey(Step.CONTENT) || waits.containsKey(Step.CONTENT);
  }
}
