package io.pop3.spi.maildrop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The octets of one message as stored; lines may end in LF or CRLF. Used by one thread at a time;
 * reading may block.
 */
public interface MessageContent extends AutoCloseable {

  /**
   * Reads the next octets.
   *
   * <p>MD-17: the call puts at least one octet into a target that has room, unless the message is
   * at its end; then, and at every further call, it returns -1.
   *
   * @param target where to put them; its position moves on
   * @return the number of octets put, or -1 at the end of the message
   * @throws IOException if the rest can't be read; the session then ends without the terminator
   *     (decision A-18)
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * Promises that the stored octets are the wire form already (MD-27): every line ends in CRLF, the
   * last one too, no LF stands without CR, and no line begins with a dot. Such content may be sent
   * without looking at it.
   *
   * @return true only if the promise holds
   */
  default boolean isWireReady() {
    return false;
  }

  /**
   * The file that holds exactly this message, from its first octet to its last, for sending without
   * copying (MD-28). Reading the file at given positions does not move the position of {@link
   * #read}.
   *
   * @return an open channel, closed together with this content; empty if there is none
   */
  default Optional<FileChannel> file() {
    return Optional.empty();
  }

  /** Releases the content. MD-29: closing twice is harmless, also after the maildrop was closed. */
  @Override
  void close();
}
