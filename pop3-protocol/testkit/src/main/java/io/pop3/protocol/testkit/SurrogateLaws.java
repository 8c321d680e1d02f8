package io.pop3.protocol.testkit;

import io.pop3.protocol.downgrade.HeaderMeasure;
import io.pop3.protocol.downgrade.SurrogateEncoder;
import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds of every message that is sent to a client without UTF-8 mode (RFC 6856 section 2.1,
 * decision A-50). Each law throws {@link AssertionError} where it does not hold.
 */
public final class SurrogateLaws {

  private SurrogateLaws() {}

  /**
   * The surrogate of a message, made in one go.
   *
   * @param stored any octets
   * @return what takes their place
   */
  public static OctetString surrogate(OctetString stored) {
    return convert(stored, Chunking.WHOLE, Chunking.WHOLE, true);
  }

  /**
   * The surrogate has a header section of ASCII and the body as it was; a message whose header
   * section is ASCII is its own surrogate (ledger 6856-UTF8-4, 6856-UTF8-5, 6856-UTF8-13).
   *
   * @param message any octets
   */
  public static void headerIsAsciiAndBodyStays(StoredMessage message) {
    OctetString stored = message.octets();
    OctetString surrogate = surrogate(stored);
    String header = header(stored);
    String newHeader = header(surrogate);
    require(isAscii(newHeader), "a header section of ASCII", surrogate);
    String body = stored.toLatin1().substring(header.length());
    String newBody = surrogate.toLatin1().substring(newHeader.length());
    require(newBody.equals(body), body, newBody);
    require(!isAscii(header) || surrogate.equals(stored), stored, surrogate);
  }

  /**
   * However input and output are cut, the surrogate is the same.
   *
   * @param message any octets
   * @param pieces how the store hands them out
   * @param buffers how much is taken at a time; 1 octet or more
   */
  public static void surrogateIsIndependentOfChunking(
      StoredMessage message, Chunking pieces, Chunking buffers) {
    OctetString expected = surrogate(message.octets());
    for (boolean endApart : new boolean[] {false, true}) {
      OctetString found = convert(message.octets(), pieces, buffers, endApart);
      require(found.equals(expected), expected, found);
    }
  }

  /**
   * The size of a surrogate follows from that of the message and its header section alone: LIST,
   * STAT, RETR and TOP can agree without reading bodies (ledger 6856-UTF8-9, decision A-20).
   *
   * @param message any octets
   * @param pieces how the store hands them out
   */
  public static void sizeFollowsFromTheHeader(StoredMessage message, Chunking pieces) {
    OctetString stored = message.octets();
    HeaderMeasure measure = new HeaderMeasure();
    List<OctetString> cut = pieces.cut(stored);
    boolean complete = cut.isEmpty() && measure.update(ByteBuffer.allocate(0), true);
    for (int i = 0; i < cut.size() && !complete; i++) {
      complete = measure.update(cut.get(i).toBuffer(), i == cut.size() - 1);
    }
    require(complete, "a complete header section", measure);
    long size = WireModel.size(stored) + measure.addedOctets();
    long expected = WireModel.size(surrogate(stored));
    require(size == expected, "size " + expected, size);
    boolean beyondAscii = !isAscii(header(stored));
    require(measure.needsUtf8() == beyondAscii, "needs UTF-8: " + beyondAscii, measure);
  }

  /**
   * TOP of a surrogate is the beginning of its RETR, and more lines only add (decision A-19).
   *
   * @param message any octets
   * @param lines how many lines of the body; below 2^63 - 1
   */
  public static void topOfSurrogateIsPrefix(StoredMessage message, long lines) {
    StoredMessage surrogate = new StoredMessage(surrogate(message.octets()));
    Laws.topIsPrefix(surrogate, lines, Chunking.WHOLE, Chunking.WHOLE);
    String top = WireModel.top(surrogate.octets(), 0).toLatin1();
    require(isAscii(top), "a header section of ASCII", top);
  }

  private static OctetString convert(
      OctetString stored, Chunking pieces, Chunking buffers, boolean endApart) {
    SurrogateEncoder encoder = new SurrogateEncoder();
    List<OctetString> inputs = new ArrayList<>(pieces.cut(stored));
    if (endApart || inputs.isEmpty()) {
      inputs.add(OctetString.EMPTY);
    }
    List<OctetString> outputs = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      ByteBuffer input = inputs.get(i).toBuffer();
      boolean last = i == inputs.size() - 1;
      CoderResult result = CoderResult.OVERFLOW;
      while (result == CoderResult.OVERFLOW) {
        int room = Math.max(1, Math.min(buffers.size(outputs.size()), 1 << 16));
        ByteBuffer output = ByteBuffer.allocate(room);
        result = encoder.convert(input, output, last);
        require(result != CoderResult.OVERFLOW || output.position() > 0, "progress", result);
        outputs.add(OctetString.writtenTo(output));
      }
      require(result == (last ? CoderResult.DONE : CoderResult.UNDERFLOW), "the end", result);
      require(!input.hasRemaining(), "no input left behind", input);
    }
    return OctetString.join(outputs);
  }

  /** Up to and including the first empty line, line ends as they are. */
  private static String header(OctetString message) {
    String text = message.toLatin1();
    int start = 0;
    while (start < text.length()) {
      int lf = text.indexOf('\n', start);
      if (lf < 0) {
        return text;
      }
      String line = text.substring(start, lf);
      start = lf + 1;
      if (line.isEmpty() || line.equals("\r")) {
        return text.substring(0, start);
      }
    }
    return text;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(octet -> octet < 0x80);
  }

  private static void require(boolean holds, Object expected, Object found) {
    if (!holds) {
      throw new AssertionError(found + " (expected: " + expected + ")");
    }
  }
}
