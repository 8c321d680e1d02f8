package io.pop3.conformance;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A choice of cases, and the deviations that are known beforehand. Immutable; safe for several
 * threads.
 */
public final class ConformanceSuite {

  private final List<ConformanceCase> cases;
  private final Set<String> deviations;

  private ConformanceSuite(List<ConformanceCase> cases, Set<String> deviations) {
    this.cases = cases;
    this.deviations = deviations;
  }

  /**
   * All cases, in the order in which they run: those about the replies of a whole run come last.
   *
   * @return the complete suite
   */
  public static ConformanceSuite complete() {
    return new ConformanceSuite(Catalogue.cases(), Set.of());
  }

  /**
   * Fewer cases.
   *
   * @param wanted which of them to keep
   * @return another suite
   */
  public ConformanceSuite only(Predicate<ConformanceCase> wanted) {
    return new ConformanceSuite(cases.stream().filter(wanted).toList(), deviations);
  }

  /**
   * Only the cases of some levels.
   *
   * @param levels which
   * @return another suite
   */
  public ConformanceSuite only(Set<Level> levels) {
    Set<Level> kept = EnumSet.noneOf(Level.class);
    kept.addAll(levels);
    return only(each -> kept.contains(each.level()));
  }

  /**
   * Only the cases about some requirements.
   *
   * @param requirements ids of cases, or of requirements that cases also cover
   * @return another suite
   * @throws IllegalArgumentException if no case of the catalogue covers one of them
   */
  public ConformanceSuite only(Collection<String> requirements) {
    requirements.forEach(id -> requireKnown(id, each -> each.covers(id)));
    return only(each -> requirements.stream().anyMatch(each::covers));
  }

  /**
   * Declares cases that the server fails, and may fail. A declared case that passes all the same is
   * a failure: the declaration is out of date.
   *
   * @param ids of cases
   * @return another suite
   * @throws IllegalArgumentException if one of them is not the id of a case
   */
  public ConformanceSuite declaring(Collection<String> ids) {
    ids.forEach(id -> requireKnown(id, each -> each.id().equals(id)));
    Set<String> all = new TreeSet<>(deviations);
    all.addAll(ids);
    return new ConformanceSuite(cases, all);
  }

  private static void requireKnown(String id, Predicate<ConformanceCase> known) {
    if (Catalogue.cases().stream().noneMatch(known)) {
      throw new IllegalArgumentException("case: " + id + " (expected: an id of the catalogue)");
    }
  }

  /**
   * The chosen cases.
   *
   * @return in the order in which they run
   */
  public List<ConformanceCase> cases() {
    return cases;
  }

  Set<String> deviations() {
    return deviations;
  }

  /**
   * Runs the chosen cases one after the other. Blocks until the last has ended, at most the time
   * limit of a case for each.
   *
   * @param target the server under test
   * @return what became of them
   * @throws TargetUnavailableException if the server can't be reached or refuses the login
   */
  public ConformanceReport run(ConformanceTarget target) throws TargetUnavailableException {
    try (ConformanceRun run = start(target)) {
      return new ConformanceReport(
          target.toString(), cases.stream().map(run::run).collect(Collectors.toList()));
    }
  }

  /**
   * Starts a run whose cases are run one by one.
   *
   * @param target the server under test
   * @return the run, to be closed in the end
   * @throws TargetUnavailableException if the server can't be reached or refuses the login
   */
  public ConformanceRun start(ConformanceTarget target) throws TargetUnavailableException {
    return ConformanceRun.start(target, deviations);
  }
}
