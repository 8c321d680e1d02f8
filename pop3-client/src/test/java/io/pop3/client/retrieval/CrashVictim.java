package io.pop3.client.retrieval;

import io.pop3.client.TestSessions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/** A program that fetches mail, to be killed; or that kills itself, at a step it is told. */
public final class CrashVictim {

  static final int FETCHED = 0;
  static final int HALTED = 9;

  private CrashVictim() {}

  /**
   * Fetches in delete mode.
   *
   * @param arguments port, maildir, and the step to halt at: 0 for none
   */
  public static void main(String[] arguments) throws IOException {
    Path maildir = Path.of(arguments[1]);
    InstantSource clock = InstantSource.system();
    Steps steps = new Steps(Integer.parseInt(arguments[2]));
    try (Ledger ledger = Ledger.open(maildir, Fixture.ACCOUNT);
        MailSink sink = new HaltingSink(MaildirSink.open(maildir, clock), steps)) {
      new RetrievalEngine(ledger, sink, Retention.deleteAtOnce(), clock, new RetrievalListener() {})
          .run(TestSessions.logIn(Integer.parseInt(arguments[0])));
    }
    System.exit(FETCHED);
  }

  /** Counts to the end. */
  private static final class Steps {

    private int left;

    Steps(int left) {
      this.left = left;
    }

    void step() {
      left--;
      if (left == 0) {
        // As kill -9: nothing is flushed, closed or cleaned up.
        Runtime.getRuntime().halt(HALTED);
      }
    }
  }

  private record HaltingSink(MailSink target, Steps steps) implements MailSink {

    @Override
    public Delivery begin() throws IOException {
      steps.step();
      Delivery delivery = target.begin();
      steps.step();
      return new Delivery() {
        @Override
        public OutputStream content() {
          return delivery.content();
        }

        @Override
        public Outcome commit(DeliveryId id) throws IOException {
          steps.step();
          Outcome outcome = delivery.commit(id);
          steps.step();
          return outcome;
        }

        @Override
        public void close() throws IOException {
          delivery.close();
        }
      };
    }

    @Override
    public void sync() throws IOException {
      steps.step();
      target.sync();
      steps.step();
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
