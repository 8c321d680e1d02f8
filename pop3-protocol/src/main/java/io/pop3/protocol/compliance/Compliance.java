package io.pop3.protocol.compliance;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A set of tolerances. Immutable; safe for several threads.
 *
 * <p>{@link #STRICT} tolerates nothing, {@link #DEFAULT} what deployed peers are known to need, and
 * {@link #LENIENT} everything that has a name.
 */
public final class Compliance {

  /** By the letter of the RFCs. */
  public static final Compliance STRICT = of(ComplianceMode.STRICT);

  /** What deployed peers are known to need. */
  public static final Compliance DEFAULT = of(ComplianceMode.DEFAULT);

  /** Every tolerance there is. */
  public static final Compliance LENIENT = of(ComplianceMode.LENIENT);

  private final Set<Deviation> tolerated;

  private Compliance(EnumSet<Deviation> tolerated) {
    this.tolerated = Collections.unmodifiableSet(tolerated);
  }

  /**
   * What a mode tolerates.
   *
   * @param mode how much
   * @return every deviation whose {@linkplain Deviation#mode() mode} is this or a stricter one
   */
  public static Compliance of(ComplianceMode mode) {
    EnumSet<Deviation> tolerated = EnumSet.noneOf(Deviation.class);
    for (Deviation deviation : Deviation.values()) {
      if (deviation.mode().compareTo(mode) <= 0) {
        tolerated.add(deviation);
      }
    }
    return new Compliance(tolerated);
  }

  /**
   * The same, but tolerating one thing more.
   *
   * @param deviation what to tolerate
   * @return another set of tolerances
   */
  public Compliance with(Deviation deviation) {
    EnumSet<Deviation> set = copy();
    set.add(deviation);
    return new Compliance(set);
  }

  /**
   * The same, but tolerating one thing less.
   *
   * @param deviation what not to tolerate
   * @return another set of tolerances
   */
  public Compliance without(Deviation deviation) {
    EnumSet<Deviation> set = copy();
    set.remove(deviation);
    return new Compliance(set);
  }

  /**
   * Tells whether something is tolerated.
   *
   * @param deviation what a peer might do
   * @return whether it is accepted
   */
  public boolean tolerates(Deviation deviation) {
    return tolerated.contains(deviation);
  }

  private EnumSet<Deviation> copy() {
    EnumSet<Deviation> set = EnumSet.noneOf(Deviation.class);
    set.addAll(tolerated);
    return set;
  }

  @Override
  public String toString() {
    return "Compliance" + tolerated;
  }
}
