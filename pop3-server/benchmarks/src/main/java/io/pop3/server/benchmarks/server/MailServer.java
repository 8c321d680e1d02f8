package io.pop3.server.benchmarks.server;

import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.Maildirs;
import io.pop3.server.benchmarks.measure.GcLog;
import io.pop3.server.benchmarks.measure.ProcessTree;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A running server with processor, maildirs and ports of its own. Closing it ends it. */
public interface MailServer extends AutoCloseable {

  /**
   * Its name in tables.
   *
   * @return the name
   */
  String name();

  /**
   * Whether every session has to end as it should. Where this is false, sessions that the server
   * cuts short are counted and reported instead.
   *
   * @return whether it has to
   */
  boolean mustAnswerAll();

  /**
   * Where it listens.
   *
   * @param tls whether for connections that begin with TLS
   * @return the address
   */
  InetSocketAddress address(boolean tls);

  /**
   * How long it took from the start of the process to the first greeting.
   *
   * @return seconds
   */
  double startSeconds();

  /**
   * Its processes.
   *
   * @return the tree
   */
  ProcessTree processes();

  /**
   * Its garbage collector's work so far.
   *
   * @return the pauses; none for a server that has no such thing
   * @throws IOException if the log can't be read
   */
  GcLog.Pauses pauses() throws IOException;

  /**
   * Writes mail for its users unless it is there.
   *
   * @param set what to write
   * @throws IOException if it can't be written
   */
  void provide(MailSet set) throws IOException;

  /**
   * Writes some of a set's messages to maildirs that are there.
   *
   * @param set whose mail
   * @param from the number of the first message to write; all behind it follow
   * @param part where they lie
   * @throws IOException if it can't be written
   */
  void add(MailSet set, int from, Maildirs.Part part) throws IOException;

  /**
   * Notes that the mail of a set is about to be removed; {@link #refill} is to follow.
   *
   * @param set what is not complete any more
   * @throws IOException if it can't be noted
   */
  void expend(MailSet set) throws IOException;

  /**
   * Delivers a set once more after it was drained.
   *
   * @param set what to write
   * @throws IOException if it can't be written
   */
  void refill(MailSet set) throws IOException;

  /**
   * Reads all mail of a set once, so that the page cache has it.
   *
   * @param set whose mail
   * @throws IOException if a file can't be read
   */
  void cache(MailSet set) throws IOException;

  /**
   * Removes what the server remembers of a set's maildirs in files beside the mail.
   *
   * @param set whose maildirs
   * @throws IOException if a file can't be removed
   */
  void forget(MailSet set) throws IOException;

  @Override
  void close() throws IOException;
}
