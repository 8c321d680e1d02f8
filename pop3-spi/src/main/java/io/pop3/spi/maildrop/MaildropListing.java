package io.pop3.spi.maildrop;

import io.pop3.protocol.model.UniqueId;
import java.nio.ByteBuffer;

/**
 * The messages of a maildrop, in order, at the moment it was opened. The message at index 0 has the
 * message number 1.
 *
 * <ul>
 *   <li>MD-06: a listing is immutable and safe for several threads; none of its methods blocks.
 *   <li>MD-11: messages stand in the order of their arrival; those that stay keep their order from
 *       session to session, and newer ones come after them.
 * </ul>
 */
public interface MaildropListing {

  /**
   * How many messages there are.
   *
   * @return the number, 0 or more
   */
  int count();

  /**
   * The size of a message.
   *
   * <p>MD-07: it is the exact number of octets that the message has in its wire form: every line
   * end counted as two octets, a missing last line end included, without stuffing and terminator
   * (decisions ).
   *
   * @param index the position, counted from 0
   * @return octets, 0 or more
   * @throws IndexOutOfBoundsException if there is no such position
   */
  long octets(int index);

  /**
   * The unique-id of a message.
   *
   * <ul>
   *   <li>MD-08: no two messages of a listing have the same.
   *   <li>MD-09: it stays the same in every session as long as the message is there, also when
   *       sessions end without a commit.
   *   <li>MD-10: it is never used for another message of this maildrop, not even for one with the
   *       same content.
   * </ul>
   *
   * @param index the position, counted from 0
   * @return the unique-id
   * @throws IndexOutOfBoundsException if there is no such position
   */
  UniqueId uniqueId(int index);

  /**
   * Writes the octets of a unique-id, so that long listings need no object per message.
   *
   * <p>MD-31: they are those of {@link #uniqueId(int)}, and nothing else is written.
   *
   * @param index the position, counted from 0
   * @param target has room for {@value UniqueId#MAX_OCTETS} octets at least; its position moves on
   * @throws IndexOutOfBoundsException if there is no such position
   */
  default void writeUniqueId(int index, ByteBuffer target) {
    String value = uniqueId(index).value();
    for (int i = 0; i < value.length(); i++) {
      target.put((byte) value.charAt(i));
    }
  }

  /**
   * The size of all messages together. MD-32: it is the sum of their sizes.
   *
   * @return the sum of {@link #octets(int)}
   */
  default long totalOctets() {
    long total = 0;
    for (int index = 0, count = count(); index < count; index++) {
      total = Math.addExact(total, octets(index));
    }
    return total;
  }
}
