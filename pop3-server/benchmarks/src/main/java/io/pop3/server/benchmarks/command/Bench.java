package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.server.DovecotServer;
import io.pop3.server.benchmarks.server.MailServer;
import io.pop3.server.benchmarks.server.Pop3dServer;
import io.pop3.server.benchmarks.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that all commands have, and what follows from them. */
final class Bench {

  enum Kind {
    POP3D,
    DOVECOT
  }

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      defaultValue = "${sys:benchmark.directory}",
      description = "Where mail, configurations and results go. Default: ${DEFAULT-VALUE}.")
  private Path directory = Path.of("target/benchmark");

  @Option(
      names = "--pop3d",
      paramLabel = "FILE",
      defaultValue = "${sys:benchmark.pop3d}",
      description = "bin/pop3d of the distribution to measure. Default: ${DEFAULT-VALUE}.")
  private Path pop3d = Path.of("pop3d");

  @Option(
      names = "--servers",
      split = ",",
      defaultValue = "pop3d,dovecot",
      description = "What to measure: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private List<Kind> servers = List.of();

  @Option(
      names = "--server-cpu",
      paramLabel = "N",
      defaultValue = "0",
      description = "The processor for servers. Default: ${DEFAULT-VALUE}.")
  private int serverCpu;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often to measure each. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How long a round takes. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long to work before the first round. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A further line of pop3d's configuration file. May be given several times.")
  private List<String> settings = List.of();

  int rounds() {
    return rounds;
  }

  Duration time() {
    return Duration.ofSeconds(seconds);
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  List<Kind> servers() {
    return servers;
  }

  Site site() throws IOException {
    return Site.at(directory, serverCpu);
  }

  LoadGenerator generator() throws IOException {
    return new LoadGenerator(site().certificate());
  }

  /** Starts all servers; those that did start are ended if one does not. */
  List<MailServer> start(PasswordHasher hasher, List<MailSet> sets) throws IOException {
    List<MailServer> started = new ArrayList<>();
    try {
      for (Kind kind : servers) {
        started.add(start(kind, hasher, sets));
      }
      return started;
    } catch (IOException failed) {
      for (MailServer server : started) {
        server.close();
      }
      throw failed;
    }
  }

  MailServer start(Kind kind, PasswordHasher hasher, List<MailSet> sets) throws IOException {
    return switch (kind) {
      case POP3D ->
          Pop3dServer.start(
              site(), new Pop3dServer.Options(pop3d.toAbsolutePath(), hasher, settings), sets);
      case DOVECOT -> DovecotServer.start(site(), sets);
    };
  }
}
