package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.server.MailServer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code serve}: the servers with all mail, for profilers and for other load generators. */
@Command(
    name = "serve",
    description = "Starts the servers as \"compare\" does, and ends them when input ends.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin private Bench bench = new Bench();

  @Spec private @Nullable CommandSpec spec;

  private ServeCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = new Console(Objects.requireNonNull(spec).commandLine().getOut());
    List<MailSet> sets =
        Work.all().stream()
            .filter(work -> bench.isWanted(work.name()))
            .map(Work::set)
            .distinct()
            .toList();
    if (sets.isEmpty()) {
      throw bench.nothingWanted();
    }
    try (Servers servers = bench.start(PasswordHasher.argon2id(), sets)) {
      for (MailServer server : servers.all()) {
        for (MailSet set : sets) {
          server.provide(set);
        }
        console.say(
            String.format(
                "%s: pid %d, port %d, with TLS %d",
                server.name(),
                server.processes().root(),
                server.address(false).getPort(),
                server.address(true).getPort()));
      }
      for (MailSet set : sets) {
        console.say("users: u1 to u" + set.users() + ", each with @" + set.name());
      }
      console.say("password: " + MailSet.PASSWORD);
      int octet = System.in.read();
      while (octet >= 0) {
        octet = System.in.read();
      }
    }
    return 0;
  }
}
