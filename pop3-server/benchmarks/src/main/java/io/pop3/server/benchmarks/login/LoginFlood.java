package io.pop3.server.benchmarks.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Floods a running server on this machine with wrong logins, from many addresses of 127.0.0.0/8,
 * and watches what becomes of a session that is logged in: how long NOOP and LIST take before,
 * during and after, and how much memory the server has.
 */
public final class LoginFlood {

  private static final String USAGE =
      "usage: LoginFlood PORT USER PASSWORD SERVER-PID [LOGINS [CONNECTIONS]]";
  private static final int LOGINS = 50_000;
  private static final int CONNECTIONS = 200;
  private static final int ADDRESSES = 50;
  private static final int QUIET_ROUNDS = 2_000;
  private static final long REPORT_NANOS = 10_000_000_000L;

  private final InetSocketAddress server;
  private final String user;
  private final Path status;
  private final int logins;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong reconnections = new AtomicLong();

  private LoginFlood(InetSocketAddress server, String user, Path status, int logins) {
    this.server = server;
    this.user = user;
    this.status = status;
    this.logins = logins;
  }

  /**
   * Measures.
   *
   * @param arguments port, a user, the user's password, the server's process id; the number of
   *     wrong logins and of connections
   * @throws InterruptedException if told to stop
   * @throws ExecutionException if the flood breaks off
   */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    if (arguments.length < 4) {
      System.err.println(USAGE);
      System.exit(2);
    }
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    int logins = arguments.length > 4 ? Integer.parseInt(arguments[4]) : LOGINS;
    int connections = arguments.length > 5 ? Integer.parseInt(arguments[5]) : CONNECTIONS;
    Path status = Path.of("/proc", arguments[3], "status");
    try {
      new LoginFlood(server, arguments[1], status, logins).run(arguments[2], connections);
    } catch (IOException failed) {
      System.err.println("server on port " + arguments[0] + ": " + failed.getMessage());
      System.exit(2);
    }
  }

  private void run(String password, int connections)
      throws IOException, InterruptedException, ExecutionException {
    try (Wire session = new Wire(server)) {
      session.agree("USER " + user);
      session.agree("PASS " + password);
      // Until the server has seen enough to compile it.
      rounds(session, QUIET_ROUNDS);
      Samples before = rounds(session, QUIET_ROUNDS);
      System.out.println("before: " + before + ", server has " + megabytes() + " MB");

      Samples during = flooded(session, connections);
      Samples after = rounds(session, QUIET_ROUNDS);
      System.out.println("during: " + during);
      System.out.println("after:  " + after + ", server has " + megabytes() + " MB");
      System.out.printf(
          Locale.ROOT,
          "during the flood the median is %.2f times that before, 99 %% %.2f times%n",
          during.median() / before.median(),
          during.quantile(0.99) / before.quantile(0.99));
      session.agree("QUIT");
    }
  }

  private Samples flooded(Wire session, int connections)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService attackers = Executors.newFixedThreadPool(connections);
    try {
      long began = System.nanoTime();
      List<Future<?>> attacks = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        InetAddress from = InetAddress.getByName("127.0.1." + (1 + i % ADDRESSES));
        attacks.add(attackers.submit(() -> attack(from)));
      }
      Samples samples = new Samples();
      long reported = began;
      while (refused.get() < logins && attacks.stream().anyMatch(attack -> !attack.isDone())) {
        round(session, samples);
        // A mail program at work, not a benchmark.
        Thread.sleep(1);
        long now = System.nanoTime();
        if (now - reported > REPORT_NANOS) {
          reported = now;
          System.out.println("  " + refused + " refused, server has " + megabytes() + " MB");
        }
      }
      for (Future<?> attack : attacks) {
        attack.get();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%d wrong logins in %.0f s by %d connections from %d addresses, reconnected %d times%n",
          refused.get(),
          seconds,
          connections,
          Math.min(connections, ADDRESSES),
          reconnections.get());
      return samples;
    } finally {
      attackers.shutdownNow();
    }
  }

  private static Samples rounds(Wire session, int count) throws IOException, InterruptedException {
    Samples samples = new Samples();
    for (int i = 0; i < count; i++) {
      round(session, samples);
      Thread.sleep(1);
    }
    return samples;
  }

  private static void round(Wire session, Samples samples) throws IOException {
    long began = System.nanoTime();
    session.agree("NOOP");
    session.agree("LIST");
    while (!session.line().equals(".")) {
      // The rest of the listing.
    }
    samples.add(System.nanoTime() - began);
  }

  /** Goes on until enough logins are refused; the server ends each connection after a few. */
  private void attack(InetAddress from) {
    int mine = begun.getAndIncrement();
    while (mine < logins) {
      try (Wire wire = new Wire(server, from)) {
        while (mine < logins) {
          // Some of the names are real.
          wire.agree("USER " + (mine % 2 == 0 ? user : "user" + mine));
          if (!wire.call("PASS wrong" + mine).startsWith("-ERR [AUTH]")) {
            throw new IllegalStateException("wrong login: not refused (expected: -ERR [AUTH])");
          }
          refused.incrementAndGet();
          mine = begun.getAndIncrement();
        }
      } catch (IOException ended) {
        reconnections.incrementAndGet();
      }
    }
  }

  private String megabytes() throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.toString(Long.parseLong(kilobytes) / 1024))
        .findFirst()
        .orElse("?");
  }
}
