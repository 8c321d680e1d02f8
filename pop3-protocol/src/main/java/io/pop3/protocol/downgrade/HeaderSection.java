package io.pop3.protocol.downgrade;

import io.pop3.protocol.wire.CoderResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a header section apart into fields, and puts it together again. Input and output are cut
 * anywhere; a field is judged when it is complete, or when {@link
 * SurrogateEncoder#MAX_FIELD_OCTETS} of it are there.
 */
final class HeaderSection {

  private static final byte[] NOTHING = {};
  private static final int FIRST_CAPACITY = 1024;

  private byte[] field = NOTHING;
  private int length;
  private int behindLineEnd;
  private FieldSyntax syntax = FieldSyntax.UNSTRUCTURED;
  private boolean continued;
  private boolean leftOut;
  private ByteBuffer ready = ByteBuffer.wrap(NOTHING);
  private boolean changed;
  private boolean complete;

  /**
   * Converts octets of the header section and takes none behind it.
   *
   * @return UNDERFLOW, OVERFLOW, or DONE behind the empty line or at the end of the input
   */
  CoderResult convert(ByteBuffer stored, ByteBuffer out, boolean endOfInput) {
    while (true) {
      if (!drain(out)) {
        return CoderResult.OVERFLOW;
      }
      if (complete) {
        return CoderResult.DONE;
      }
      if (stored.hasRemaining()) {
        take(stored);
      } else if (endOfInput) {
        endField();
        complete = true;
      } else {
        return CoderResult.UNDERFLOW;
      }
    }
  }

  private boolean drain(ByteBuffer out) {
    int count = Math.min(ready.remaining(), out.remaining());
    out.put(out.position(), ready, ready.position(), count);
    out.position(out.position() + count);
    ready.position(ready.position() + count);
    return !ready.hasRemaining();
  }

  /** Takes octets until there is something to put out, or none are left. */
  private void take(ByteBuffer stored) {
    while (stored.hasRemaining() && !ready.hasRemaining() && !complete) {
      byte octet = stored.get(stored.position());
      boolean lineStart = behindLineEnd == length;
      if (lineStart && octet != ' ' && octet != '\t' && (length > 0 || continued)) {
        endField();
      } else {
        stored.get();
        add(octet);
      }
    }
  }

  private void add(byte octet) {
    if (length == field.length) {
      int capacity =
          Math.max(FIRST_CAPACITY, Math.min(length * 2, SurrogateEncoder.MAX_FIELD_OCTETS));
      field = Arrays.copyOf(field, capacity);
    }
    field[length++] = octet;
    if (octet == '\n') {
      behindLineEnd = length;
      if (!continued && isEmptyLine()) {
        complete = true;
        put(field, length);
        length = 0;
      }
    }
    if (length == SurrogateEncoder.MAX_FIELD_OCTETS) {
      cutField();
    }
  }

  /** As {@link io.pop3.protocol.wire.TopFilter} sees it. */
  private boolean isEmptyLine() {
    return length == 1 || (length == 2 && field[0] == '\r');
  }

  private void endField() {
    putPiece(length, false);
    length = 0;
    behindLineEnd = 0;
    continued = false;
    leftOut = false;
  }

  /** A field is too long to be held: what stands before its last line end goes ahead. */
  private void cutField() {
    int cut = behindLineEnd > 0 ? behindLineEnd : length;
    byte[] rest = Arrays.copyOfRange(field, cut, length);
    putPiece(cut, true);
    System.arraycopy(rest, 0, field, 0, rest.length);
    length = rest.length;
    behindLineEnd = cut == behindLineEnd ? 0 : -1;
    continued = true;
  }

  private boolean isAscii(int count) {
    for (int i = 0; i < count; i++) {
      if (field[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private void putPiece(int count, boolean goesOn) {
    if (count == 0 || leftOut) {
      return;
    }
    boolean ascii = isAscii(count);
    if (ascii && !goesOn) {
      put(field, count);
      return;
    }
    String text = new String(field, 0, count, StandardCharsets.ISO_8859_1);
    syntax = continued ? syntax.continued() : FieldSyntax.of(text);
    if (ascii) {
      put(field, count);
      return;
    }
    changed = true;
    byte[] rewritten =
        FieldRewriter.rewrite(text, syntax, !continued)
            .map(surrogate -> surrogate.getBytes(StandardCharsets.ISO_8859_1))
            .orElse(NOTHING);
    leftOut = rewritten.length == 0;
    put(rewritten, rewritten.length);
  }

  private void put(byte[] octets, int count) {
    ready = ByteBuffer.wrap(Arrays.copyOf(octets, count));
  }

  /** Whether anything had to be rewritten so far. */
  boolean isChanged() {
    return changed;
  }
}
