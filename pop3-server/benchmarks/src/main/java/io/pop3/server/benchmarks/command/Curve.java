package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.SizeLaw;
import java.util.List;

/** What grows, and the work that is measured at each size. */
enum Curve {
  /** Sessions that do nothing; the memory of the server. */
  IDLE("idle sessions", "MB of memory", List.of(10L, 100L, 1_000L)) {
    @Override
    Work work(long x) {
      MailSet set = IdleComparison.mail((int) x);
      return new Work(label(), Work.Unit.SESSION, set, Scenario.IDLE, Security.PLAINTEXT, 1);
    }
  },
  /** Sessions at a time, each polling again and again. */
  ACTIVE("active sessions", "ms of CPU a poll", List.of(10L, 100L, 1_000L)) {
    @Override
    Work work(long x) {
      MailSet set = new MailSet("active" + x, (int) x, 10, SizeLaw.fixed(SMALL));
      return new Work(label(), Work.Unit.SESSION, set, Scenario.POLL, Security.PLAINTEXT, 1);
    }

    @Override
    int concurrency(long x) {
      return (int) x;
    }
  },
  /** Messages in one maildrop, all listed. */
  MESSAGES("messages in a maildrop", "ms of CPU to list all", List.of(100L, 1_000L, 10_000L)) {
    @Override
    Work work(long x) {
      MailSet set = MailSet.crowded((int) x);
      return new Work(label(), Work.Unit.SESSION, set, Scenario.LIST, Security.PLAINTEXT, 1);
    }
  },
  /** The size of a message that is retrieved. */
  SIZE("octets in a message", "ms of CPU for 1 MB", List.of(1_000L, 100_000L, 10_000_000L)) {
    @Override
    Work work(long x) {
      int users = x > HUGE ? 1 : Work.CONCURRENCY;
      int messages = (int) Math.min(Math.max(1, MAILDROP / x), 100);
      MailSet set = new MailSet("size" + x, users, messages, SizeLaw.fixed(x));
      return new Work(label(), Work.Unit.MEGABYTE, set, Scenario.FETCH, Security.PLAINTEXT, 1);
    }
  },
  /** Commands in flight. */
  DEPTH("commands in flight", "µs of CPU a message", List.of(1L, 4L, 16L, 64L, 256L)) {
    @Override
    Work work(long x) {
      MailSet set = new MailSet("depth", 20, 500, SizeLaw.fixed(SMALL));
      return new Work(label(), Work.Unit.MESSAGE, set, Scenario.FETCH, Security.PLAINTEXT, (int) x);
    }
  },
  /** Users that the server knows, all of them polling in turn. */
  USERS("users", "ms of CPU a poll", List.of(100L, 1_000L, 10_000L)) {
    @Override
    Work work(long x) {
      MailSet set = new MailSet("users" + x, (int) x, 1, SizeLaw.fixed(SMALL));
      return new Work(label(), Work.Unit.SESSION, set, Scenario.POLL, Security.PLAINTEXT, 1);
    }
  };

  private static final int SMALL = 2_000;
  private static final long HUGE = 100_000_000;
  private static final long MAILDROP = 20_000_000;

  private final String label;
  private final String unit;
  private final List<Long> points;

  Curve(String label, String unit, List<Long> points) {
    this.label = label;
    this.unit = unit;
    this.points = points;
  }

  /** What x is. */
  String label() {
    return label;
  }

  /** What y is. */
  String unit() {
    return unit;
  }

  /** Where it is measured unless told otherwise: what takes minutes, not hours. */
  List<Long> points() {
    return points;
  }

  /** What is done at x. */
  abstract Work work(long x);

  /** How many sessions there are at a time. */
  int concurrency(long x) {
    return Work.CONCURRENCY;
  }
}
