package io.pop3.server.benchmarks.maildrop;

import io.pop3.server.benchmarks.maildrop.Figures.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Measures sessions on very large maildrops with this server and, if it is installed, Dovecot: the
 * same messages, one server after the other, both with their safe settings of fsync.
 *
 * <p>Arguments: home of the packaged pop3d, directory for the mail, number of messages, number of
 * users. Run as root (Dovecot and cold caches need it), on a machine that does nothing else; the
 * script {@code large-maildrops} beside the pom does the rest.
 */
public final class LargeMaildropBenchmark {

  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
  private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
  private static final int MAIL_UID = 5000;
  private static final int REPETITIONS = 5;

  /** With a maildrop of its own, so that a server is not measured while it is compiled. */
  private static final String WARM_UP_USER = "warmup";

  private static final int WARM_UP_MESSAGES = 5_000;
  private static final int WARM_UP_SESSIONS = 40;
  private static final int MAX_DELETIONS = 10_000;

  private final Figures figures = new Figures();
  private final LargeMaildirs maildirs;
  private final List<String> users;
  private final int count;
  private final boolean mayDropCaches;

  private LargeMaildropBenchmark(
      LargeMaildirs maildirs, List<String> users, int count, boolean mayDropCaches) {
    this.maildirs = maildirs;
    this.users = users;
    this.count = count;
    this.mayDropCaches = mayDropCaches;
  }

  /**
   * Measures, and prints a table in Markdown.
   *
   * @param arguments as described above
   * @throws IOException if the mail can't be written, or a server does not answer as it should
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      System.err.println("arguments: POP3D-HOME DIRECTORY MESSAGES USERS");
      System.exit(2);
    }
    Path work = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
    int count = Integer.parseInt(arguments[2]);
    List<String> users = new ArrayList<>();
    for (int user = 1; user <= Integer.parseInt(arguments[3]); user++) {
      users.add("user" + user);
    }
    List<String> all = new ArrayList<>(users);
    all.add(WARM_UP_USER);
    boolean root = System.getProperty("user.name").equals("root");
    OptionalInt uid = root ? OptionalInt.of(MAIL_UID) : OptionalInt.empty();
    LargeMaildirs maildirs = new LargeMaildirs(work, count, uid);
    maildirs.writeMessages();
    LargeMaildropBenchmark benchmark =
        new LargeMaildropBenchmark(maildirs, users, count, Files.isWritable(DROP_CACHES));
    benchmark.measure(new Pop3dServer(Path.of(arguments[0]), work, maildirs.root(), all));
    if (root && Files.exists(DOVECOT)) {
      benchmark.measure(new DovecotServer(work, maildirs.root(), all, MAIL_UID));
    } else {
      System.err.println("Dovecot: not measured (expected: installed, and this run as root)");
    }
    System.out.print(benchmark.figures.toMarkdown());
  }

  private void measure(MeasuredServer server) throws IOException {
    System.err.println(server.name());
    maildirs.lay(users, count);
    maildirs.lay(List.of(WARM_UP_USER), Math.min(count, WARM_UP_MESSAGES));
    pause();
    try (server) {
      restart(server);
      sessions(server, "first session");
      // The directories have to be older than the coarsest clock tick for this to be remembered.
      for (int i = 0; i < REPETITIONS; i++) {
        sessions(server, "nothing changed");
      }
      for (String user : users) {
        maildirs.deliver(user);
      }
      sessions(server, "one new message");
      pause();
      sessions(server, "the session after it");
      restart(server);
      memory(server);
      restart(server);
      sessions(server, "nothing changed, server restarted");
      if (mayDropCaches) {
        measureCold(server);
      } else {
        System.err.println("cold page cache: not measured (expected: " + DROP_CACHES + ")");
      }
      deletions(server);
      sessions(server, "the session after the removal");
    }
  }

  /** Both parts of the system's cache go, file contents as well as names. */
  private void measureCold(MeasuredServer server) throws IOException {
    dropCaches(server);
    session(server, "nothing changed, cold page cache", users.get(0));
    for (String user : users) {
      maildirs.forget(user, server::owns);
    }
    dropCaches(server);
    session(server, "first session, cold page cache", users.get(0));
    for (String user : users) {
      session(server, "first session, once more", user);
    }
  }

  private void dropCaches(MeasuredServer server) throws IOException {
    server.close();
    Files.writeString(DROP_CACHES, "3\n");
    restart(server);
  }

  private void restart(MeasuredServer server) throws IOException {
    server.close();
    server.start();
    for (int i = 0; i < WARM_UP_SESSIONS; i++) {
      if (i % 2 == 0) {
        maildirs.forget(WARM_UP_USER, server::owns);
      }
      try (MaildropClient client = MaildropClient.logIn(WARM_UP_USER)) {
        client.list("UIDL");
        client.list("LIST");
        client.quit();
      }
    }
  }

  private void sessions(MeasuredServer server, String step) throws IOException {
    for (String user : users) {
      session(server, step, user);
    }
  }

  private void session(MeasuredServer server, String step, String user) throws IOException {
    double cpu = server.tree().cpuSeconds();
    long begin = System.nanoTime();
    try (MaildropClient client = MaildropClient.logIn(user)) {
      long stat = System.nanoTime();
      client.list("UIDL");
      long uidl = System.nanoTime();
      client.list("LIST");
      long list = System.nanoTime();
      client.quit();
      figures.add(
          step,
          server.name(),
          new Sample(
              millis(stat - begin),
              millis(uidl - stat),
              millis(list - uidl),
              (server.tree().cpuSeconds() - cpu) * 1e3));
    }
  }

  private void memory(MeasuredServer server) throws IOException {
    long before = server.memory();
    List<MaildropClient> open = new ArrayList<>();
    try {
      for (String user : users) {
        open.add(MaildropClient.logIn(user));
      }
      figures.addMemory(
          "memory of an open session",
          server.name(),
          (server.memory() - before) / (double) users.size());
    } finally {
      for (MaildropClient client : open) {
        client.close();
      }
    }
  }

  private void deletions(MeasuredServer server) throws IOException {
    for (String user : users) {
      try (MaildropClient client = MaildropClient.logIn(user)) {
        int deletions = Math.min(MAX_DELETIONS, client.messages() / 10);
        client.delete(deletions);
        double cpu = server.tree().cpuSeconds();
        long begin = System.nanoTime();
        client.quit();
        figures.add(
            "QUIT that removes " + deletions,
            server.name(),
            new Sample(
                millis(System.nanoTime() - begin), 0, 0, (server.tree().cpuSeconds() - cpu) * 1e3));
      }
    }
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  /** Longer than the coarsest step in which file systems count time. */
  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(3);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted (expected: to be left alone)", e);
    }
  }
}
