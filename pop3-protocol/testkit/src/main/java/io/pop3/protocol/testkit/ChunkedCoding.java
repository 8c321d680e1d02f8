package io.pop3.protocol.testkit;

import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.TopFilter;
import io.pop3.protocol.wire.WireDecoder;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.protocol.wire.WireMeasure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Drives the coders in the worst ways: input in pieces, output into small buffers, and every kind
 * of buffer there is. Fails if a coder makes no progress or leaves input behind.
 */
final class ChunkedCoding {

  private final Chunking outputSizes;
  private final int maxOutput;
  private final Map<Integer, ByteBuffer> buffers = new HashMap<>();
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private int buffersUsed;
  private ByteBuffer output;

  /** Buffers of these sizes, but none larger than all that can come out of so much input. */
  private ChunkedCoding(Chunking outputSizes, OctetString input) {
    this.outputSizes = outputSizes;
    // No octet becomes more than two; a last line end and the terminator may be added.
    this.maxOutput = 2 * input.size() + 5;
    this.output = nextOutput();
  }

  /** What came out, and what the coder counted. */
  record Coded(OctetString octets, long count) {}

  static Coded encode(OctetString stored, Chunking pieces, Chunking buffers, boolean endApart) {
    WireEncoder encoder = new WireEncoder();
    ChunkedCoding coding = new ChunkedCoding(buffers, stored);
    coding.encode(encoder, kinds(pieces.cut(stored)), endApart);
    return new Coded(coding.result(), encoder.wireOctets());
  }

  static Coded encodeTop(OctetString stored, long lines, Chunking pieces, Chunking buffers) {
    TopFilter filter = new TopFilter(lines);
    List<ByteBuffer> shown = new ArrayList<>();
    for (ByteBuffer piece : kinds(pieces.cut(stored))) {
      shown.add(piece);
      if (filter.cut(piece)) {
        break;
      }
    }
    WireEncoder encoder = new WireEncoder();
    ChunkedCoding coding = new ChunkedCoding(buffers, stored);
    coding.encode(encoder, shown, false);
    return new Coded(coding.result(), encoder.wireOctets());
  }

  private void encode(WireEncoder encoder, List<ByteBuffer> pieces, boolean endApart) {
    List<ByteBuffer> inputs = new ArrayList<>(pieces);
    if (endApart || inputs.isEmpty()) {
      inputs.add(ByteBuffer.allocate(0));
    }
    for (int i = 0; i < inputs.size(); i++) {
      boolean last = i == inputs.size() - 1;
      CoderResult result = CoderResult.OVERFLOW;
      while (result == CoderResult.OVERFLOW) {
        result = encoder.encode(inputs.get(i), output, last);
        makeRoom(result);
      }
      check(result == (last ? CoderResult.DONE : CoderResult.UNDERFLOW), "encoder", result);
      check(!inputs.get(i).hasRemaining(), "encoder", "input left behind");
    }
  }

  /** Decodes up to the terminator, which must be the end of the input. */
  static Coded decode(OctetString encoded, Chunking pieces, Chunking buffers) {
    WireDecoder decoder = new WireDecoder();
    ChunkedCoding coding = new ChunkedCoding(buffers, encoded);
    List<ByteBuffer> inputs = kinds(pieces.cut(encoded));
    for (int i = 0; i < inputs.size(); i++) {
      boolean last = i == inputs.size() - 1;
      CoderResult result = CoderResult.OVERFLOW;
      while (result == CoderResult.OVERFLOW) {
        result = decoder.decode(inputs.get(i), coding.output);
        coding.makeRoom(result);
      }
      check(result == (last ? CoderResult.DONE : CoderResult.UNDERFLOW), "decoder", result);
      check(!inputs.get(i).hasRemaining(), "decoder", "input left behind");
    }
    return new Coded(coding.result(), decoder.octets());
  }

  static WireMeasure measure(OctetString stored, Chunking pieces) {
    WireMeasure measure = new WireMeasure();
    for (ByteBuffer piece : kinds(pieces.cut(stored))) {
      measure.update(piece);
      check(!piece.hasRemaining(), "measure", "input left behind");
    }
    return measure;
  }

  /** Heap, direct and read-only buffers in turn, one of them not at the beginning of its array. */
  private static List<ByteBuffer> kinds(List<OctetString> pieces) {
    List<ByteBuffer> buffers = new ArrayList<>();
    ByteBuffer direct = ByteBuffer.allocateDirect(directOctets(pieces));
    for (OctetString piece : pieces) {
      buffers.add(
          switch (buffers.size() % 3) {
            case 0 -> piece.toBuffer();
            case 1 -> {
              ByteBuffer part = direct.slice(direct.position(), piece.size());
              filled(direct, piece);
              yield part;
            }
            default -> filled(ByteBuffer.allocate(piece.size() + 7).position(7), piece).position(7);
          });
    }
    return buffers;
  }

  /**
   * How many octets the direct ones among the buffers have; memory for them is dear, so taken once.
   */
  private static int directOctets(List<OctetString> pieces) {
    return IntStream.range(0, pieces.size())
        .filter(i -> i % 3 == 1)
        .map(i -> pieces.get(i).size())
        .sum();
  }

  private static ByteBuffer filled(ByteBuffer buffer, OctetString octets) {
    return buffer.put(octets.toByteArray());
  }

  private void makeRoom(CoderResult result) {
    if (result == CoderResult.OVERFLOW) {
      check(output.position() > 0, "coder: no progress with an empty buffer", output.capacity());
      take();
      output = nextOutput();
    }
  }

  /** A buffer of the next size, on the heap and outside in turn. Each comes round again. */
  private ByteBuffer nextOutput() {
    int sizes = outputSizes.sizes().size();
    int turn = buffersUsed++ % (sizes % 2 == 0 ? sizes : 2 * sizes);
    return buffers.computeIfAbsent(turn, this::allocate).clear();
  }

  private ByteBuffer allocate(int turn) {
    int size = Math.min(outputSizes.size(turn), maxOutput);
    return turn % 2 == 0 ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
  }

  private OctetString result() {
    take();
    return OctetString.of(taken.toByteArray());
  }

  private void take() {
    taken.writeBytes(OctetString.writtenTo(output).toByteArray());
  }

  private static void check(boolean holds, String what, Object found) {
    if (!holds) {
      throw new AssertionError(what + ": " + found);
    }
  }
}
