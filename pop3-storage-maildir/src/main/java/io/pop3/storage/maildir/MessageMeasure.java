package io.pop3.storage.maildir;

import io.pop3.protocol.wire.WireMeasure;
import io.pop3.storage.maildir.FileOperations.FileFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What one reading of a message's file found; true as long as the file is the same.
 *
 * @param storedOctets the size of the file
 * @param wireOctets what LIST must say
 * @param headerOctets the header section in the wire form, its empty line included, no more than
 *     {@link Integer#MAX_VALUE}
 * @param isWireReady whether the stored octets are the wire form
 * @param stamp from {@link FileFacts#stamp()}
 */
record MessageMeasure(
    long storedOctets, long wireOctets, int headerOctets, boolean isWireReady, int stamp) {

  /** Of a message without octets. */
  static final MessageMeasure NOTHING = new MessageMeasure(0, 0, 0, true, 0);

  /**
   * Reads a file from end to end. An end beyond that of the facts is not looked for: a file that
   * has grown since does not fit the measure, whatever is in it.
   *
   * @param facts of the file, taken before
   * @param buffer room to read into
   */
  static MessageMeasure of(FileOperations files, Path file, FileFacts facts, ByteBuffer buffer)
      throws IOException {
    WireMeasure measure = new WireMeasure();
    try (FileChannel channel =
        files.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      while (measure.storedOctets() < facts.octets() && channel.read(buffer.clear()) >= 0) {
        measure.update(buffer.flip());
      }
    }
    return new MessageMeasure(
        measure.storedOctets(),
        measure.wireOctets(),
        (int) Math.min(measure.headerOctets(), Integer.MAX_VALUE),
        measure.isWireReady(),
        facts.stamp());
  }

  /**
   * Believes the sizes in a file's name, if they are plausible: the first is the file's, the second
   * neither less nor more than twice as much. They don't count a last line end that is missing, so
   * the last octet is looked at.
   *
   * @return a measure that fits no file, so that the message is read before it is served; empty if
   *     there are no such sizes
   */
  static Optional<MessageMeasure> ofHints(
      FileOperations files, FileName name, Path file, FileFacts facts) throws IOException {
    long stored = name.hint('S');
    long wire = name.hint('W');
    if (stored != facts.octets() || wire < stored || wire > 2 * stored) {
      return Optional.empty();
    }
    boolean complete = stored == 0;
    if (stored > 0) {
      ByteBuffer last = ByteBuffer.allocate(1);
      try (FileChannel channel =
          files.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        complete = channel.read(last, stored - 1) == 1 && last.get(0) == '\n';
      }
    }
    long octets = complete ? wire : wire + 2;
    int header = (int) Math.min(octets, Integer.MAX_VALUE);
    return Optional.of(new MessageMeasure(stored, octets, header, false, ~facts.stamp()));
  }

  /** Whether a file is the one that was measured, so far as can be seen from outside. */
  boolean fits(FileFacts facts) {
    return facts.regular() && facts.octets() == storedOctets && facts.stamp() == stamp;
  }
}
