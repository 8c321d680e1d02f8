package io.pop3.server.benchmarks.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.UserMail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts load on a server from one thread. Linux only. One run at a time; methods block until it is
 * over.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final long WATCH_SECONDS = 5;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ClientTls tls;
  private List<UserMail> mail = List.of();
  private @Nullable MailSet mailOf;

  /**
   * A generator.
   *
   * @param certificate a PEM file with the certificate that all servers have
   * @param keyExchange the group for the exchange of keys in TLS handshakes
   * @throws LoadException if TLS does not know the group
   */
  public LoadGenerator(Path certificate, String keyExchange) {
    this.tls = new ClientTls(certificate, keyExchange);
  }

  /**
   * Runs sessions.
   *
   * @param plan what they do
   * @param limit how many
   * @return what was done
   * @throws LoadException if the server can't be reached or breaks the protocol
   * @throws io.pop3.server.benchmarks.mail.WrongContentException if it gave a wrong octet
   */
  public Tally run(Plan plan, Limit limit) {
    Run run = new Run(loops.next(), plan, limit, tls, mail(plan.set()));
    CompletableFuture<Tally> result = run.start();
    while (true) {
      try {
        return result.get(WATCH_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException stillRunning) {
        run.watch();
      } catch (ExecutionException failed) {
        throw unwrapped(failed);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new LoadException("run: interrupted", stop);
      }
    }
  }

  /** Something to be read from a server. */
  @FunctionalInterface
  public interface Reading {

    /**
     * Reads it.
     *
     * @return the value
     * @throws IOException if it can't be read
     */
    long take() throws IOException;
  }

  /**
   * Reads something while sessions are logged in and do nothing.
   *
   * @param plan whose sessions; its concurrency is how many logins are under way at a time
   * @param sessions how many, each of another user
   * @param reading what to read when all are logged in
   * @return what was read
   * @throws IOException if it can't be read
   */
  public long whileHolding(Plan plan, int sessions, Reading reading) throws IOException {
    IdleSessions idle =
        new IdleSessions(loops.next(), plan.with(Scenario.IDLE), sessions, tls, mail(plan.set()));
    try {
      idle.open().join();
      long value = reading.take();
      idle.close();
      return value;
    } catch (CompletionException failed) {
      throw unwrapped(failed);
    }
  }

  /**
   * The mail of a set, kept until another set is asked for: to make it and its sizes anew takes
   * time.
   */
  private List<UserMail> mail(MailSet set) {
    if (!set.equals(mailOf)) {
      mail = IntStream.rangeClosed(1, set.users()).mapToObj(u -> new UserMail(set, u)).toList();
      mail.forEach(UserMail::octets);
      mailOf = set;
    }
    return mail;
  }

  private static RuntimeException unwrapped(Exception failed) {
    return failed.getCause() instanceof RuntimeException known
        ? known
        : new LoadException("run: failed", failed);
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
