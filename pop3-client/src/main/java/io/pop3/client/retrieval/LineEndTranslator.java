package io.pop3.client.retrieval;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Turns CRLF into LF; a CR or LF alone stays. */
final class LineEndTranslator extends FilterOutputStream {

  private boolean carriageReturn;

  LineEndTranslator(OutputStream target) {
    super(target);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    int end = offset + length;
    int start = offset;
    for (int i = offset; i < end; i++) {
      if (carriageReturn) {
        // It was held back to see what follows it.
        carriageReturn = false;
        if (octets[i] != '\n') {
          out.write('\r');
        }
      }
      if (octets[i] == '\r') {
        out.write(octets, start, i - start);
        start = i + 1;
        carriageReturn = true;
      }
    }
    out.write(octets, start, end - start);
  }

  /** The message is over: what was held back is its last octet. */
  @Override
  public void flush() throws IOException {
    if (carriageReturn) {
      carriageReturn = false;
      out.write('\r');
    }
    super.flush();
  }
}
