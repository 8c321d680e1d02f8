package io.pop3.protocol.testkit;

import io.pop3.protocol.wire.LineFramer.LineEnd;
import io.pop3.protocol.wire.WireEncoder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** The laws of octets on the wire. */
@Domain(Pop3Domain.class)
class WireProperties {

  @Property
  @Requirement({
    "1939-ML-2",
    "1939-ML-3",
    "1939-ML-4",
    "1939-FMT-1",
    "1939-FMT-2",
    "1939-FMT-3",
    "1939-FMT-4",
    "1939-LIST-8",
    "5322-OBS-1"
  })
  void messagesSurviveCoding(
      @ForAll StoredMessage message,
      @ForAll Chunking pieces,
      @ForAll("encoderBuffers") Chunking buffers) {
    Laws.messageSurvivesCoding(message, pieces, buffers);
  }

  @Property
  void measureAgreesWithEncoder(@ForAll StoredMessage message, @ForAll Chunking pieces) {
    Laws.measureAgreesWithEncoder(message, pieces);
  }

  @Property
  @Requirement("1939-ML-1")
  void terminatorStandsOnlyAtTheEnd(@ForAll StoredMessage message) {
    Laws.terminatorStandsOnlyAtTheEnd(WireModel.encode(message.octets()));
  }

  @Property
  @Requirement({"1939-TOP-2", "1939-TOP-3", "1939-TOP-4", "1939-TOP-5"})
  void topIsPrefixOfTheMessage(
      @ForAll StoredMessage message,
      @ForAll("lineCounts") long lines,
      @ForAll Chunking pieces,
      @ForAll("encoderBuffers") Chunking buffers) {
    Laws.topIsPrefix(message, lines, pieces, buffers);
  }

  @Provide
  Arbitrary<Long> lineCounts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 12), Arbitraries.longs().between(0, Long.MAX_VALUE - 1));
  }

  @Provide
  Arbitrary<Chunking> encoderBuffers() {
    return Pop3Arbitraries.bufferSizes(WireEncoder.MIN_OUTPUT_OCTETS);
  }

  @Property
  void linesAreIndependentOfChunking(
      @ForAll OctetString stream, @ForAll Chunking pieces, @ForAll("framings") Framing framing) {
    Laws.linesAreIndependentOfChunking(stream, pieces, framing);
  }

  @Provide
  Arbitrary<Framing> framings() {
    return Combinators.combine(
            Arbitraries.of(LineEnd.class),
            Arbitraries.integers().between(2, 300),
            Arbitraries.integers().between(1, 500))
        .as(Framing::new);
  }
}
