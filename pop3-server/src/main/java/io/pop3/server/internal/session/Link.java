package io.pop3.server.internal.session;

import io.pop3.protocol.server.ServerConnection;
import io.pop3.server.time.TimeSource.Cancellation;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a session needs of its connection to the client. Except for {@link #execute}, all methods
 * are called on the session's event loop and none blocks.
 */
public interface Link {

  /** The least room in a buffer for output: enough for any line. */
  int MIN_ROOM = 1024;

  /**
   * Where the client is.
   *
   * @return its address
   */
  InetSocketAddress peer();

  /**
   * Where the client connected to.
   *
   * @return an address of this machine
   */
  InetSocketAddress local();

  /**
   * Hands input that waits over to a connection, the end of input included.
   *
   * @param connection takes as much as it has room for
   * @return whether anything was handed over
   */
  boolean feed(ServerConnection connection);

  /**
   * Sets whether to read from the client.
   *
   * @param wanted false to let the client wait
   */
  void setReading(boolean wanted);

  /**
   * A buffer for output with room for {@value #MIN_ROOM} octets at least, valid until {@link
   * #commitOutput()}, which must follow.
   *
   * @return where to put octets for the client
   */
  ByteBuffer output();

  /** Takes what was put into {@link #output()}. */
  void commitOutput();

  /**
   * Tells whether the network keeps up; {@link Session#run()} is called when that changes.
   *
   * @return false if no more output should be made now
   */
  boolean isWritable();

  /** Sends what was committed. */
  void flush();

  /**
   * Sends what was committed and says when the network has taken all of it.
   *
   * @param sent called on the event loop; never called if anything could not be sent
   */
  void whenSent(Runnable sent);

  /**
   * Tells whether there is output that the network has not taken yet.
   *
   * @return whether the client keeps the server waiting
   */
  boolean hasUnsent();

  /**
   * When the network had last taken all that it did not take at once.
   *
   * @return a time as {@link #nanoTime()} has it; the beginning of the connection if it always did
   */
  long sentAt();

  /**
   * A number that changes whenever the network takes output.
   *
   * @return for comparison only
   */
  long sendProgress();

  /**
   * Begins TLS: what comes in from now on is a handshake. Nothing must wait to be sent or read.
   *
   * @param established called when the handshake succeeded
   * @param failed called when it did not; the connection is of no use then
   */
  void startTls(Consumer<TlsState> established, Runnable failed);

  /**
   * How much came in.
   *
   * @return octets, TLS left out
   */
  long octetsIn();

  /**
   * How much was committed for sending.
   *
   * @return octets, TLS left out
   */
  long octetsOut();

  /**
   * Sends what was committed, and the end of output; closes when the client has closed, too, but
   * waits for that only a moment. Closing while input is under way could make the client's system
   * drop what was sent last.
   *
   * @param limit after so long it closes in any case
   */
  void close(Duration limit);

  /** Closes at once; what was not sent is lost. */
  void abort();

  /**
   * Says when the connection is closed, so that nothing of it is left to send.
   *
   * @param task called on the event loop; at once if the connection is closed already
   */
  void whenClosed(Runnable task);

  /**
   * Runs a task on the event loop. May be called by any thread.
   *
   * @param task what to do
   */
  void execute(Runnable task);

  /**
   * Runs a task on the event loop after a while.
   *
   * @param delay how long to wait
   * @param task what to do
   * @return makes the task not run
   */
  Cancellation schedule(Duration delay, Runnable task);

  /**
   * The time that only moves forward.
   *
   * @return nanoseconds since some moment
   */
  long nanoTime();
}
