package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Deadline;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Obstacle;
import io.pop3.conformance.internal.wire.WireRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * One run against one target. Remembers what the server offers, looked up once, and what was odd
 * about the replies of all cases so far. Cases run one at a time on the caller's thread; not safe
 * for several threads.
 */
public final class ConformanceRun implements AutoCloseable {

  private final ConformanceTarget target;
  private final Set<String> deviations;
  private final Facts facts;
  private final WireRecord record;
  private final ScheduledThreadPoolExecutor clockwork;
  private boolean sessionLeft = true;

  private ConformanceRun(
      ConformanceTarget target,
      Set<String> deviations,
      Facts facts,
      WireRecord record,
      ScheduledThreadPoolExecutor clockwork) {
    this.target = target;
    this.deviations = deviations;
    this.facts = facts;
    this.record = record;
    this.clockwork = clockwork;
  }

  static ConformanceRun start(ConformanceTarget target, Set<String> deviations)
      throws TargetUnavailableException {
    ScheduledThreadPoolExecutor clockwork = clockwork();
    WireRecord record = new WireRecord();
    try (Deadline deadline = new Deadline(target.limits().wholeCase(), clockwork);
        Lab lab = new Lab(target, Facts.UNKNOWN, record, deadline)) {
      return new ConformanceRun(target, deviations, Facts.lookUp(lab), record, clockwork);
    } catch (TargetUnavailableException | RuntimeException e) {
      clockwork.shutdownNow();
      throw e;
    }
  }

  private static ScheduledThreadPoolExecutor clockwork() {
    ScheduledThreadPoolExecutor clockwork =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "conformance-deadline");
              thread.setDaemon(true);
              return thread;
            });
    clockwork.setRemoveOnCancelPolicy(true);
    return clockwork;
  }

  /**
   * Runs a case. Blocks at most for the target's time limit of a whole case.
   *
   * @param each the case
   * @return what became of it
   */
  public CaseResult run(ConformanceCase each) {
    String missing = target.missing(each.needs());
    if (!missing.isEmpty()) {
      return new CaseResult(
          each, Outcome.NOT_RUN, "", "missing: " + missing, List.of(), Duration.ZERO);
    }
    try (Deadline deadline = new Deadline(timeFor(each), clockwork);
        Lab lab = new Lab(target, facts, record, deadline)) {
      long start = System.nanoTime();
      if (sessionLeft && each.needs().contains(Need.LOGIN)) {
        lab.awaitFreeMaildrop();
      }
      Verdict verdict = decide(each, lab);
      sessionLeft = lab.leavesSession();
      return new CaseResult(
          each,
          verdict.outcome(),
          target.redacted(verdict.expected()),
          target.redacted(verdict.seen()),
          lab.transcript().lines().stream().map(target::redacted).toList(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Duration timeFor(ConformanceCase each) {
    TimeLimits limits = target.limits();
    return each.needs().contains(Need.PATIENCE)
        ? limits.wholeCase().plus(limits.idle())
        : limits.wholeCase();
  }

  private record Verdict(Outcome outcome, String expected, String seen) {}

  private Verdict decide(ConformanceCase each, Lab lab) {
    boolean declared = deviations.contains(each.id());
    Outcome failure = declared ? Outcome.DEVIATION : Outcome.FAILED;
    try {
      each.check(lab);
      return declared
          ? new Verdict(Outcome.FAILED, "the declared deviation", "none: the case passes")
          : new Verdict(Outcome.PASSED, "", "");
    } catch (Obstacle e) {
      return new Verdict(Outcome.NOT_RUN, "", String.valueOf(e.getMessage()));
    } catch (Discrepancy e) {
      return new Verdict(failure, e.expected(), e.seen());
    } catch (Undecided e) {
      return new Verdict(e.outcome(), "", e.reason());
    } catch (RuntimeException e) {
      // Such as a line too few: replies that no other check has found fault with.
      return new Verdict(failure, "replies that the case can make sense of", e.toString());
    }
  }

  /** Ends the run. */
  @Override
  public void close() {
    clockwork.shutdownNow();
  }
}
