package io.pop3.server.benchmarks.command;

import io.pop3.server.benchmarks.load.Scenario;
import io.pop3.server.benchmarks.load.Security;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.SizeLaw;
import java.util.List;

/** What grows, and the work that is measured at each size. */
enum Curve {
  /** Sessions that do nothing; the memory of the server. */
  IDLE("idle sessions", "MB of memory", 10, 10) {
    @Override
    Work work(long x) {
      MailSet set = IdleComparison.mail((int) x);
      return new Work(label(), Work.Unit.SESSION, set, Scenario.IDLE, Security.PLAINTEXT, 1);
    }
  },
  /** Sessions at a time, each polling again and again. */
  ACTIVE("active sessions", "ms of CPU a poll", 10, 10) {
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
  MESSAGES("messages in a maildrop", "ms of CPU to list all", 100, 10) {
    @Override
    Work work(long x) {
      MailSet set = MailSet.crowded((int) x);
      return new Work(label(), Work.Unit.SESSION, set, Scenario.LIST, Security.PLAINTEXT, 1);
    }
  },
  /** The size of a message that is retrieved. */
  SIZE("octets in a message", "ms of CPU for 1 MB", 1_000, 100) {
    @Override
    Work work(long x) {
      int users = x > HUGE ? 1 : Work.CONCURRENCY;
      int messages = (int) Math.min(Math.max(1, MAILDROP / x), 100);
      MailSet set = new MailSet("size" + x, users, messages, SizeLaw.fixed(x));
      return new Work(label(), Work.Unit.MEGABYTE, set, Scenario.FETCH, Security.PLAINTEXT, 1);
    }
  },
  /** Commands in flight. */
  DEPTH("commands in flight", "µs of CPU a message", 1, 16) {
    @Override
    Work work(long x) {
      MailSet set = new MailSet("depth", 20, 500, SizeLaw.fixed(SMALL));
      return new Work(label(), Work.Unit.MESSAGE, set, Scenario.FETCH, Security.PLAINTEXT, (int) x);
    }
  },
  /** Users that the server knows, all of them polling in turn. */
  USERS("users", "ms of CPU a poll", 100, 10) {
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
  private final long first;
  private final long factor;

  Curve(String label, String unit, long first, long factor) {
    this.label = label;
    this.unit = unit;
    this.first = first;
    this.factor = factor;
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
    return List.of(first, first * factor, first * factor * factor);
  }

  /** What is done at x. */
  abstract Work work(long x);

  /** How many sessions there are at a time. */
  int concurrency(long x) {
    return Work.CONCURRENCY;
  }
}
