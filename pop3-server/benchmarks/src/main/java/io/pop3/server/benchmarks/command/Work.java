package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Plan;
import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.load.Tally;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.server.MailServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of work whose cost is compared.
 *
 * @param name in tables
 * @param unit what its cost is told for
 * @param set whose mail
 * @param scenario what sessions do
 * @param security how they are secured
 * @param depth commands in flight
 */
record Work(String name, Unit unit, MailSet set, Scenario scenario, Security security, int depth) {

  /** How many sessions there are at a time. */
  static final int CONCURRENCY = 8;

  private static final int DEEP = 16;

  /** How many messages the big maildrop has. */
  static final int CROWD = 100_000;

  /** What cost is told for. */
  enum Unit {
    /** Milliseconds a session. */
    SESSION("ms", 1e3) {
      @Override
      double count(Tally tally) {
        return tally.sessions();
      }
    },
    /** Microseconds a message. */
    MESSAGE("µs/message", 1e6) {
      @Override
      double count(Tally tally) {
        return tally.messages();
      }
    },
    /** Milliseconds for a million octets. */
    MEGABYTE("ms/MB", 1e3) {
      @Override
      double count(Tally tally) {
        return tally.octets() / 1e6;
      }
    };

    private final String text;
    private final double perSecond;

    Unit(String text, double perSecond) {
      this.text = text;
      this.perSecond = perSecond;
    }

    String text() {
      return text;
    }

    abstract double count(Tally tally);

    /** The cost of one when all of the tally cost so much. */
    double cost(double seconds, Tally tally) {
      return seconds * perSecond / count(tally);
    }
  }

  Plan plan(MailServer server) {
    return plan(server.address(security.isTls()));
  }

  Plan plan(InetSocketAddress address) {
    return new Plan(address, security, set, scenario, depth, CONCURRENCY);
  }

  static Work named(String name) {
    return all().stream()
        .filter(work -> work.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "work: \""
                        + name
                        + "\" (expected: one of "
                        + all().stream().map(Work::name).collect(Collectors.joining("; "))
                        + ")"));
  }

  static List<Work> all() {
    MailSet small = MailSet.small("k2");
    MailSet mixed = MailSet.mixed();
    MailSet large = MailSet.large();
    MailSet drained = MailSet.small("drain");
    return List.of(
        new Work("poll", Unit.SESSION, small, Scenario.POLL, Security.PLAINTEXT, 1),
        new Work("poll, TLS", Unit.SESSION, small, Scenario.POLL, Security.TLS, 1),
        new Work("poll, TLS resumed", Unit.SESSION, small, Scenario.POLL, Security.TLS_RESUMED, 1),
        new Work("RETR 2 KB", Unit.MESSAGE, small, Scenario.FETCH, Security.PLAINTEXT, 1),
        new Work(
            "RETR 2 KB, 16 in flight",
            Unit.MESSAGE,
            small,
            Scenario.FETCH,
            Security.PLAINTEXT,
            DEEP),
        new Work("RETR mix", Unit.MEGABYTE, mixed, Scenario.FETCH, Security.PLAINTEXT, 1),
        new Work("RETR mix, TLS", Unit.MEGABYTE, mixed, Scenario.FETCH, Security.TLS, 1),
        new Work("RETR 10 MB", Unit.MEGABYTE, large, Scenario.FETCH, Security.PLAINTEXT, 1),
        new Work("RETR 10 MB, TLS", Unit.MEGABYTE, large, Scenario.FETCH, Security.TLS, 1),
        new Work(
            "list of 100,000",
            Unit.SESSION,
            MailSet.crowded(CROWD),
            Scenario.LIST,
            Security.PLAINTEXT,
            1),
        new Work("drain 2 KB", Unit.MESSAGE, drained, Scenario.DRAIN, Security.PLAINTEXT, 1),
        new Work(
            "drain 2 KB, 16 in flight",
            Unit.MESSAGE,
            drained,
            Scenario.DRAIN,
            Security.PLAINTEXT,
            DEEP));
  }
}
