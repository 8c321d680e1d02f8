package io.pop3.server.benchmarks.core;

import io.pop3.protocol.command.CommandCodec;
import io.pop3.protocol.command.DecodedLine;
import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.ServerConnection;
import io.pop3.protocol.server.ServerEvent;
import io.pop3.protocol.server.ServerOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Command lines through the codec, and whole exchanges through the server's side of a connection.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DialogueBenchmark {

  private static final StatusLine OK = StatusLine.ok("done");
  private static final int EXCHANGES = 16;

  /** The command line. */
  @Param({"NOOP", "RETR 12345", "TOP 1 10", "USER someone@example.org", "XYZZY"})
  public String line = "NOOP";

  private final CommandCodec codec = new CommandCodec(Compliance.DEFAULT, deviation -> {}, false);
  private final ByteBuffer out = ByteBuffer.allocateDirect(16_384);

  /**
   * Decodes one line.
   *
   * @return the command
   */
  @Benchmark
  public DecodedLine decode() {
    byte[] octets = line.getBytes(StandardCharsets.US_ASCII);
    return codec.decode(octets, 0, octets.length);
  }

  /**
   * Opens a connection and answers 16 pipelined commands negatively, as before login.
   *
   * @return how many octets the replies have
   */
  @Benchmark
  public int connectionOfSixteenExchanges() {
    ServerConnection connection =
        ServerConnection.open(ServerOptions.defaults(), Greeting.of("ready"));
    byte[] octets = (line + "\r\n").repeat(EXCHANGES).getBytes(StandardCharsets.US_ASCII);
    connection.receive(ByteBuffer.wrap(octets));
    boolean open = true;
    while (open) {
      ServerEvent event = connection.next();
      switch (event.kind()) {
        case COMMAND_RECEIVED -> connection.reply(OK);
        case COMMAND_REJECTED -> connection.reply(((ServerEvent.CommandRejected) event).reply());
        default -> open = false;
      }
    }
    out.clear();
    connection.drainTo(out);
    return out.position();
  }
}
