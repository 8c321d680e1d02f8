package io.pop3.client.app;

import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that logs in, does one thing, and leaves the mailbox as it was unless it says
 * otherwise.
 */
abstract class MailboxCommand implements Callable<Integer> {

  @Mixin private final Connection connection = new Connection();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    check();
    try (Transaction mailbox = connection.open(err)) {
      return run(mailbox, out, err);
    }
  }

  /** Looks at the arguments before anything is sent. */
  void check() {}

  /** Does the one thing and says with which status the program ends. */
  abstract int run(Transaction mailbox, PrintWriter out, PrintWriter err) throws IOException;

  static MessageNumber message(int number) {
    if (number < 1) {
      throw new UserErrorException("message number: " + number + " (expected: >= 1)");
    }
    return new MessageNumber(number);
  }
}
