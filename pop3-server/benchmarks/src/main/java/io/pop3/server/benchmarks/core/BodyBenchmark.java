package io.pop3.server.benchmarks.core;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireDecoder;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.protocol.wire.WireMeasure;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole messages through encoder, decoder and measure, by buffers of 16 KiB as a server has them.
 * The peer to compare with is {@link #copy}: moving the same octets untouched.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BodyBenchmark {

  private static final int BUFFER_OCTETS = 16_384;

  /** The message. */
  @Param public SampleMessage message = SampleMessage.TEXT_LF;

  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_OCTETS);
  private ByteBuffer stored = ByteBuffer.allocate(0);
  private ByteBuffer wire = ByteBuffer.allocate(0);

  /** Makes the input buffers. */
  @Setup
  public void setUp() {
    stored = ByteBuffer.allocateDirect(message.stored().length).put(message.stored()).flip();
    wire = ByteBuffer.allocateDirect(message.wire().length).put(message.wire()).flip();
  }

  /**
   * Encodes the message.
   *
   * @return its size
   */
  @Benchmark
  public long encode() {
    WireEncoder encoder = new WireEncoder();
    stored.rewind();
    do {
      out.clear();
    } while (encoder.encode(stored, out, true) != CoderResult.DONE);
    return encoder.wireOctets();
  }

  /**
   * Decodes the message.
   *
   * @return its size
   */
  @Benchmark
  public long decode() {
    WireDecoder decoder = new WireDecoder();
    wire.rewind();
    do {
      out.clear();
    } while (decoder.decode(wire, out) != CoderResult.DONE);
    return decoder.octets();
  }

  /**
   * Measures the message.
   *
   * @return its size
   */
  @Benchmark
  public long measure() {
    WireMeasure measure = new WireMeasure();
    stored.rewind();
    measure.update(stored);
    return measure.wireOctets();
  }

  /**
   * Copies the wire form.
   *
   * @return its length
   */
  @Benchmark
  public long copy() {
    int position = 0;
    int length = wire.limit();
    while (position < length) {
      int run = Math.min(BUFFER_OCTETS, length - position);
      out.put(0, wire, position, run);
      position += run;
    }
    return position;
  }
}
