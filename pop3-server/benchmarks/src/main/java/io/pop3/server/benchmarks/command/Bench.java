package io.pop3.server.benchmarks.command;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.server.benchmarks.load.LoadGenerator;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.server.DovecotServer;
import io.pop3.server.benchmarks.server.MailServer;
import io.pop3.server.benchmarks.server.Pop3dServer;
import io.pop3.server.benchmarks.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that commands share, and what follows from them. */
final class Bench {

  /**
   * A hash that costs next to nothing, for measurements with more users than could log in once in
   * reasonable time otherwise. Of remembered passwords it makes no difference.
   */
  static final PasswordHasher CHEAP_HASH = PasswordHasher.argon2id(8, 1, 1);

  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
  private static final String ALL_CACHES = "3";

  /** The servers that can be measured. */
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
      names = "--only",
      paramLabel = "TEXT",
      split = ";",
      description = "Only work whose name begins so; several apart by semicolons.")
  private List<String> only = List.of();

  @Option(
      names = "--key-exchange",
      paramLabel = "GROUP",
      defaultValue = "X25519",
      description =
          "The one group that clients offer for TLS: X25519, P-256, X25519MLKEM768."
              + " Default: ${DEFAULT-VALUE}.")
  private String keyExchange = "X25519";

  @Option(
      names = "--idle-sessions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many idle sessions to hold. Default: ${DEFAULT-VALUE}.")
  private int idleSessions;

  @Option(
      names = "--drop-caches",
      description = "Also look at mail that the whole machine has forgotten; needs root.")
  private boolean dropCaches;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A line of pop3d's configuration file. May be given several times.")
  private Map<String, String> settings = Map.of();

  boolean isWanted(String work) {
    return only.isEmpty() || only.stream().anyMatch(work::startsWith);
  }

  /** What to tell somebody whose choice leaves no work. */
  IOException nothingWanted() {
    return new IOException(
        "--only: no work begins with "
            + only
            + " (expected: the beginning of a name such as poll)");
  }

  int idleSessions() {
    return idleSessions;
  }

  boolean mayDropCaches() {
    return dropCaches;
  }

  /** Has the machine forget file contents as well as names. */
  void dropCaches() throws IOException {
    Files.writeString(DROP_CACHES, ALL_CACHES);
  }

  int rounds() {
    return rounds;
  }

  Duration time() {
    return Duration.ofSeconds(seconds);
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  Site site() throws IOException {
    return Site.at(directory, serverCpu);
  }

  LoadGenerator generator() throws IOException {
    return new LoadGenerator(site().certificate(), keyExchange);
  }

  /** Starts all servers; those that did start are ended if one does not. */
  Servers start(PasswordHasher hasher, List<MailSet> sets) throws IOException {
    Servers started = new Servers();
    try {
      for (Kind kind : servers) {
        started.add(start(kind, hasher, sets));
      }
      return started;
    } catch (IOException failed) {
      started.close();
      throw failed;
    }
  }

  /** What is measured of a server. */
  @FunctionalInterface
  interface Measurement {

    void take(MailServer server) throws IOException;
  }

  /** Measures fresh servers, one at a time, as many rounds as wanted, in both orders. */
  void alternate(PasswordHasher hasher, List<MailSet> sets, Measurement measurement)
      throws IOException {
    List<Kind> order = new ArrayList<>(servers);
    for (int round = 0; round < rounds; round++) {
      for (Kind kind : order) {
        try (MailServer server = start(kind, hasher, sets)) {
          measurement.take(server);
        }
      }
      Collections.reverse(order);
    }
  }

  /** Removes a set that no other measurement needs. */
  void discard(MailSet set) throws IOException {
    for (Kind kind : servers) {
      site().maildirs(kind.name().toLowerCase(Locale.ROOT)).discard(set);
    }
  }

  private MailServer start(Kind kind, PasswordHasher hasher, List<MailSet> sets)
      throws IOException {
    return switch (kind) {
      case POP3D ->
          Pop3dServer.start(
              site(), new Pop3dServer.Options(pop3d.toAbsolutePath(), hasher, settings), sets);
      case DOVECOT -> DovecotServer.start(site(), sets);
    };
  }
}
