package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.CommandCodec;
import io.pop3.protocol.command.DecodedLine;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.ComplianceMode;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilityValue;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.wire.WireLimits;
import io.pop3.protocol.wire.WireMeasure;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What holds for every input, one law a method. Each may be called from any property or test, and
 * throws {@link AssertionError} if it does not hold; the input is in the caller's report.
 */
public final class Laws {

  private static final OctetString TERMINATOR = OctetString.ofLatin1(".\r\n");

  private Laws() {}

  // ---- commands ----

  /**
   * A command survives being written and read, and is written as one legal line: no CR or LF but
   * the last two octets, and nothing over 255 octets (ledger 1939-CMD-1, 1939-CMD-13, 2449-GRAM-1,
   * 2449-LEN-5). An AUTH with an initial response of any length is the sender's to shorten
   * (5034-IR-1).
   *
   * @param command any command
   */
  public static void commandSurvivesCoding(Command command) {
    OctetString line = OctetString.of(CommandCodec.encode(command));
    String text = line.toLatin1();
    require(line.endsWith(OctetString.CRLF), "line end", line);
    require(text.indexOf('\r') == text.length() - 2, "no other CR", line);
    require(text.indexOf('\n') == text.length() - 1, "no other LF", line);
    require(
        command.verb() == Verb.AUTH || line.size() <= WireLimits.COMMAND_LINE_OCTETS,
        "at most 255 octets",
        line);
    DecodedLine decoded = decode(withoutLineEnd(line), Compliance.STRICT, true);
    require(decoded.equals(new DecodedLine.Legal(command)), "the command again", decoded);
  }

  /**
   * A legal line means its command, in every mode, and its plain form is a fixed point: reading and
   * writing it again changes nothing (ledger 1939-CMD-2, 1939-NUM-3).
   *
   * @param line a legal line
   */
  public static void lineMeansItsCommand(CommandLine line) {
    for (ComplianceMode mode : ComplianceMode.values()) {
      Compliance compliance = Compliance.of(mode);
      DecodedLine decoded = decode(line.octets(), compliance, false);
      require(decoded.equals(new DecodedLine.Legal(line.command())), "the command", decoded);
    }
    OctetString plain = withoutLineEnd(OctetString.of(CommandCodec.encode(line.command())));
    DecodedLine again = decode(plain, Compliance.STRICT, false);
    require(again.equals(new DecodedLine.Legal(line.command())), "a fixed point", again);
  }

  /**
   * A malformed line is no command in any mode, and the refusal says nothing of the line (ledger
   * 1939-CMD-9, decision A-14).
   *
   * @param line a malformed line
   */
  public static void malformedLineIsRefused(MalformedLine line) {
    for (ComplianceMode mode : ComplianceMode.values()) {
      DecodedLine decoded = decode(line.octets(), Compliance.of(mode), false);
      require(decoded instanceof DecodedLine.Illegal, "a rejection", decoded);
    }
  }

  /**
   * The codec and {@link GrammarModel} agree on any octets whatever: on what is legal, and on what
   * it means.
   *
   * @param line any octets, without a line end
   */
  public static void codecAgreesWithModel(OctetString line) {
    codecAgreesWithModel(line, false, false);
    codecAgreesWithModel(line, false, true);
    codecAgreesWithModel(line, true, false);
    codecAgreesWithModel(line, true, true);
  }

  private static void codecAgreesWithModel(OctetString line, boolean utf8, boolean tolerant) {
    Optional<OctetString> expected = new GrammarModel(utf8, tolerant).plainForm(line);
    Compliance compliance = tolerant ? Compliance.DEFAULT : Compliance.STRICT;
    DecodedLine decoded = decode(line, compliance, utf8);
    Optional<OctetString> actual =
        decoded instanceof DecodedLine.Legal legal
            ? Optional.of(withoutLineEnd(OctetString.of(CommandCodec.encode(legal.command()))))
            : Optional.empty();
    require(
        actual.equals(expected), expected.<Object>map(form -> form).orElse("a rejection"), decoded);
  }

  private static DecodedLine decode(OctetString line, Compliance compliance, boolean utf8) {
    CommandCodec codec = new CommandCodec(compliance, deviation -> {}, utf8);
    // A frame of digits shows whether the codec reads beyond the line it was given.
    byte[] framed = OctetString.ofLatin1("1" + line.toLatin1() + "1").toByteArray();
    return codec.decode(framed, 1, framed.length - 1);
  }

  private static OctetString withoutLineEnd(OctetString line) {
    return line.slice(0, line.size() - 2);
  }

  // ---- replies ----

  /**
   * What a server may say is what a client reads, within 512 octets (ledger 1939-RSP-1 to -3,
   * 2449-GRAM-3, 2449-LEN-3).
   *
   * @param line a first line
   */
  public static void statusLineSurvivesCoding(StatusLine line) {
    byte[] octets = line.toOctets();
    OctetString sent = OctetString.of(octets);
    require(sent.size() <= WireLimits.STATUS_LINE_OCTETS, "at most 512 octets", sent.size());
    require(
        sent.toLatin1().matches("(\\+OK|-ERR) (\\[[^/\\] ]+(/[^/\\] ]+)*\\] )?[ -~]*\r\n"),
        "a first line of the grammar",
        sent);
    Optional<StatusLine> read = StatusLine.parse(octets, 0, octets.length - 2);
    require(read.equals(Optional.of(line)), line, read);
  }

  /**
   * A capability survives being written and read, within 512 octets (RFC 2449 section 3, ledger
   * 2449-GRAM-2, 2449-LEN-4).
   *
   * @param capability any capability
   */
  public static void capabilitySurvivesCoding(Capability capability) {
    String line = capability.format();
    require(line.length() <= WireLimits.CAPABILITY_LINE_OCTETS - 2, "at most 510 octets", line);
    require(line.matches("[!-\\-/-~]+( [!-~]+)*"), "a capability of the grammar", line);
    Optional<Capability> read = Capability.parse(line);
    require(read.equals(Optional.of(capability)), line, read);
  }

  /**
   * What a capability means survives being written and read (grammar section 4.4, ledger
   * 2449-GRAM-2).
   *
   * @param value any value
   */
  public static void capabilityValueSurvivesCoding(CapabilityValue value) {
    Capability line = value.capability();
    require(CapabilityValue.of(line).equals(value), value, CapabilityValue.of(line));
    boolean known = value.kind() != CapabilityValue.Kind.OTHER;
    require(!known || line.tag().equals(value.kind().tag()), value.kind().tag(), line.tag());
  }

  /**
   * Every capability line has one meaning, and one canonical line says the same; a line without
   * meaning is kept word by word (ledger 2449-CAPA-10).
   *
   * @param line any capability
   */
  public static void capabilityHasOneMeaning(Capability line) {
    CapabilityValue value = CapabilityValue.of(line);
    capabilityValueSurvivesCoding(value);
    Capability canonical = value.capability();
    require(canonical.tag().equals(line.tag()), line.tag(), canonical.tag());
    boolean kept = value.kind() != CapabilityValue.Kind.OTHER || canonical.equals(line);
    require(kept, line.format(), canonical.format());
  }

  /**
   * However a server's octets arrive, the client sees the same events up to the same protocol
   * error, if any, and never any other exception (RFC 1939 section 3, decision A-21).
   *
   * @param commands what the client asks for, as far as it may; STLS is left out
   * @param stream what the server says, its greeting included
   * @param pieces how it arrives
   */
  public static void clientIsIndependentOfChunking(
      List<Command> commands, OctetString stream, Chunking pieces) {
    List<String> expected = ClientRun.events(commands, stream, Chunking.WHOLE);
    for (Chunking chunking : List.of(pieces, Chunking.OCTET_BY_OCTET)) {
      List<String> found = ClientRun.events(commands, stream, chunking);
      require(
          found.equals(expected),
          () -> found + " with " + chunking + " (expected: " + expected + ")");
    }
  }

  // ---- message coding ----

  /**
   * A message survives the wire: the encoder gives what {@link WireModel} says however input and
   * output are cut, counts W(m), and the decoder gives W(m) back (ledger 1939-ML-2 to -4,
   * 1939-FMT-2 to -4, 1939-LIST-8).
   *
   * @param message any octets
   * @param pieces how the store hands them out
   * @param buffers how much the network takes at a time; 3 octets or more
   */
  public static void messageSurvivesCoding(
      StoredMessage message, Chunking pieces, Chunking buffers) {
    OctetString wireForm = WireModel.wireForm(message.octets());
    OctetString expected = WireModel.encode(message.octets());
    for (boolean endApart : new boolean[] {false, true}) {
      ChunkedCoding.Coded encoded =
          ChunkedCoding.encode(message.octets(), pieces, buffers, endApart);
      require(encoded.octets().equals(expected), expected, encoded.octets());
      require(encoded.count() == wireForm.size(), "count " + wireForm.size(), encoded.count());
    }
    ChunkedCoding.Coded decoded = ChunkedCoding.decode(expected, pieces, buffers);
    require(decoded.octets().equals(wireForm), wireForm, decoded.octets());
    require(decoded.count() == wireForm.size(), "count " + wireForm.size(), decoded.count());
    require(WireModel.wireForm(wireForm).equals(wireForm), "W(W(m)) = W(m)", wireForm);
  }

  /**
   * Measuring agrees with encoding: LIST, RETR and TOP speak of one size (decision A-20).
   *
   * @param message any octets
   * @param pieces how the store hands them out
   */
  public static void measureAgreesWithEncoder(StoredMessage message, Chunking pieces) {
    OctetString stored = message.octets();
    WireMeasure measure = ChunkedCoding.measure(stored, pieces);
    require(
        measure.storedOctets() == stored.size(), "stored " + stored.size(), measure.storedOctets());
    long size = WireModel.size(stored);
    require(measure.wireOctets() == size, "size " + size, measure.wireOctets());
    long header = WireModel.top(stored, 0).size();
    require(measure.headerOctets() == header, "header " + header, measure.headerOctets());
    boolean ready = stored.plus(TERMINATOR).equals(WireModel.encode(stored));
    require(measure.isWireReady() == ready, "wire ready: " + ready, measure.isWireReady());
  }

  /**
   * The terminator stands at the end and nowhere else, seen from the CRLF of the status line on
   * (RFC 1939 section 3).
   *
   * @param encoded the octets behind the first line of a multi-line reply
   */
  public static void terminatorStandsOnlyAtTheEnd(OctetString encoded) {
    String text = "\r\n" + encoded.toLatin1();
    int terminator = text.indexOf("\r\n.\r\n");
    require(terminator == text.length() - 5, "one terminator, at the end", encoded);
  }

  /**
   * TOP shows what {@link WireModel} says however it is cut, and more lines only add to what fewer
   * show, up to what RETR shows (ledger 1939-TOP-2 to -5, decision A-19).
   *
   * @param message any octets
   * @param lines how many lines of the body; below 2^63 - 1
   * @param pieces how the store hands them out
   * @param buffers how much the network takes at a time; 3 octets or more
   */
  public static void topIsPrefix(
      StoredMessage message, long lines, Chunking pieces, Chunking buffers) {
    OctetString stored = message.octets();
    OctetString expected = WireModel.encodeTop(stored, lines);
    ChunkedCoding.Coded top = ChunkedCoding.encodeTop(stored, lines, pieces, buffers);
    require(top.octets().equals(expected), expected, top.octets());
    OctetString shown = WireModel.decode(top.octets());
    OctetString more = WireModel.top(stored, lines + 1);
    require(top.count() == shown.size(), "count " + shown.size(), top.count());
    require(more.startsWith(shown), () -> shown + " (expected: the beginning of " + more + ")");
    require(WireModel.wireForm(stored).startsWith(shown), "the beginning of RETR", shown);
  }

  // ---- lines ----

  /**
   * However a stream arrives, the same lines are found in it, an overlong one is reported once, and
   * no more is held than one line may have (decisions, grammar E-C-20).
   *
   * @param stream any octets
   * @param pieces how they arrive
   * @param framing the rule
   */
  public static void linesAreIndependentOfChunking(
      OctetString stream, Chunking pieces, Framing framing) {
    List<Framing.Found> expected = framing.model(stream);
    for (Chunking chunking : List.of(pieces, Chunking.WHOLE, Chunking.OCTET_BY_OCTET)) {
      List<Framing.Found> found = framing.run(stream, chunking);
      require(
          found.equals(expected),
          () -> found + " with " + chunking + " (expected: " + expected + ")");
    }
  }

  private static void require(boolean holds, Object expected, Object actual) {
    require(holds, () -> actual + " (expected: " + expected + ")");
  }

  /** A law that holds, as it nearly always does, pays for no text. */
  private static void require(boolean holds, Supplier<String> violation) {
    if (!holds) {
      throw new AssertionError(violation.get());
    }
  }
}
