package io.pop3.conformance;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One requirement, and a way to see from outside whether a server keeps it. Immutable; safe for
 * several threads.
 */
public final class ConformanceCase {

  private final String id;
  private final List<String> alsoCovers;
  private final String group;
  private final Level level;
  private final String clause;
  private final String title;
  private final Set<Need> needs;
  private final Check check;

  ConformanceCase(
      String id,
      List<String> alsoCovers,
      String group,
      Level level,
      String clause,
      String title,
      Set<Need> needs,
      Check check) {
    this.id = id;
    this.alsoCovers = List.copyOf(alsoCovers);
    this.group = group;
    this.level = level;
    this.clause = clause;
    this.title = title;
    this.needs =
        Collections.unmodifiableSet(
            needs.isEmpty() ? EnumSet.noneOf(Need.class) : EnumSet.copyOf(needs));
    this.check = check;
  }

  /**
   * The requirement that the case decides, in the ledger of this project: {@code 1939-STAT-1} is
   * the first one about STAT in RFC 1939, {@code E-N-03} an edge case, {@code A-08} a decision.
   *
   * @return an id that no other case has
   */
  public String id() {
    return id;
  }

  /**
   * Further requirements that the same observation decides.
   *
   * @return their ids
   */
  public List<String> alsoCovers() {
    return alsoCovers;
  }

  /**
   * Tells whether the case is about a requirement.
   *
   * @param requirement an id
   * @return whether it is the id of this case or one of those it also covers
   */
  public boolean covers(String requirement) {
    return Stream.concat(Stream.of(id), alsoCovers.stream()).anyMatch(requirement::equals);
  }

  /**
   * What the case is about.
   *
   * @return the heading it stands under
   */
  public String group() {
    return group;
  }

  /**
   * How much it weighs.
   *
   * @return the level
   */
  public Level level() {
    return level;
  }

  /**
   * Where the requirement stands.
   *
   * @return an RFC and its section, or this project's decisions
   */
  public String clause() {
    return clause;
  }

  /**
   * What must hold.
   *
   * @return a sentence without its full stop
   */
  public String title() {
    return title;
  }

  /**
   * What the case needs of the target.
   *
   * @return the needs
   */
  public Set<Need> needs() {
    return needs;
  }

  void check(Lab lab) {
    check.run(lab);
  }

  @Override
  public String toString() {
    return id + " " + title;
  }

  /** How a case finds out. Returns if the server keeps the requirement. */
  @FunctionalInterface
  interface Check {

    /**
     * Talks to the server.
     *
     * @throws io.pop3.conformance.internal.wire.Discrepancy if the requirement is not kept
     * @throws Undecided if this can't be decided
     */
    void run(Lab lab);
  }
}
