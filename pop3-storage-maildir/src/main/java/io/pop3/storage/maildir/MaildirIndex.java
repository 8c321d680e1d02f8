package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a maildir remembers what its messages are called and how long they are, so that
 * neither directories nor messages are read without need.
 *
 * <pre>
 * file   = magic:8 maildir-inode:int64 *frame
 * frame  = length:int32 crc32c:int32 batch      ; of {@link IndexBatch}
 * </pre>
 *
 * <p>It is a cache. Every statement in it stays true for the file it names or is found out to be
 * stale, so any prefix of frames is as good as the whole; a frame that is torn or damaged ends the
 * reading, and the rest is found in the directories again. That is why nothing here waits for the
 * disk. Used by the holder of the lock alone.
 */
final class MaildirIndex {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirIndex.class);

  /** The last digit is the version of the format. */
  private static final byte[] MAGIC = "POP3IDX1".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_OCTETS = 16;
  private static final int FRAME_HEADER_OCTETS = 8;

  /** Beyond this an index would not pay. */
  private static final long MAX_OCTETS = 1L << 30;

  /** Small files are not worth rewriting. */
  private static final long MIN_OCTETS_TO_REWRITE = 64 << 10;

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final long inode;

  /** The size of the file if all of it is good and says what the table says; else -1. */
  private long goodOctets = -1;

  /** The size of the first frame, which held the whole table once. */
  private long wholeOctets;

  MaildirIndex(FileOperations files, MaildirLayout maildir, long inode) {
    this.files = files;
    this.maildir = maildir;
    this.inode = inode;
  }

  /**
   * What the file says.
   *
   * @param table the messages
   * @param fresh the state of {@code new} that it was true for
   * @param current the state of {@code cur} that it was true for
   * @param belongsHere false if the file was made for another directory, so that names may mean
   *     other messages
   */
  record Contents(
      MessageTable table, DirectoryState fresh, DirectoryState current, boolean belongsHere) {

    static Contents none() {
      return new Contents(new MessageTable(), DirectoryState.UNKNOWN, DirectoryState.UNKNOWN, true);
    }
  }

  /** Reads the file; what can't be read counts as not there. */
  Contents load() {
    try {
      return parse(read());
    } catch (NoSuchFileException e) {
      return Contents.none();
    } catch (IOException e) {
      LOG.warn("index of {} can't be read and is made anew: {}", maildir.root(), e.toString());
      return Contents.none();
    }
  }

  private ByteBuffer read() throws IOException {
    try (FileChannel channel =
        files.open(maildir.index(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      if (size > MAX_OCTETS) {
        throw new IOException("size: " + size + " (expected: <= " + MAX_OCTETS + ")");
      }
      ByteBuffer octets = ByteBuffer.allocate((int) size);
      while (octets.hasRemaining() && channel.read(octets) >= 0) {
        // Until all is there, or the file turns out to be shorter.
      }
      return octets.flip();
    }
  }

  private Contents parse(ByteBuffer octets) {
    if (octets.remaining() < HEADER_OCTETS
        || !octets.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      LOG.warn("index of {} is none and is made anew", maildir.root());
      return Contents.none();
    }
    boolean belongsHere = octets.position(MAGIC.length).getLong() == inode;
    Contents contents = Contents.none();
    int good = octets.position();
    while (octets.remaining() >= FRAME_HEADER_OCTETS) {
      int length = octets.getInt();
      int checksum = octets.getInt();
      if (length < 0 || length > octets.remaining()) {
        break;
      }
      ByteBuffer frame = octets.slice(octets.position(), length);
      if (checksum(frame.duplicate()) != checksum) {
        break;
      }
      try {
        IndexBatch batch = IndexBatch.readInto(new OctetReader(frame), contents.table);
        contents = new Contents(contents.table, batch.fresh(), batch.current(), belongsHere);
      } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
        LOG.warn("index of {} has a bad frame and is made anew", maildir.root(), e);
        return Contents.none();
      }
      octets.position(octets.position() + length);
      if (wholeOctets == 0) {
        wholeOctets = length;
      }
      good = octets.position();
    }
    if (good == octets.limit() && belongsHere) {
      goodOctets = good;
    } else {
      LOG.info(
          "index of {}: {} of {} octets are good; the rest is looked up in the directories",
          maildir.root(),
          good,
          octets.limit());
    }
    return contents;
  }

  private static int checksum(ByteBuffer octets) {
    CRC32C crc = new CRC32C();
    crc.update(octets);
    return (int) crc.getValue();
  }

  /**
   * Remembers changes. What can't be written is not remembered; the next session finds out again.
   *
   * @param after the table with the changes
   */
  void save(MessageTable after, IndexBatch batch) {
    try {
      if (!append(batch, after)) {
        replace(after, batch);
      }
    } catch (IOException e) {
      goodOctets = -1;
      LOG.warn("index of {} can't be written: {}", maildir.root(), e.toString());
    }
  }

  /** Remembers changes without additions to a table that must not be touched. */
  void saveChanges(IndexBatch batch) {
    try {
      if (!append(batch, new MessageTable())) {
        MessageTable table = load().table();
        batch.applyTo(table);
        replace(table, batch);
      }
    } catch (IOException e) {
      goodOctets = -1;
      LOG.warn("index of {} can't be written: {}", maildir.root(), e.toString());
    }
  }

  /** Whether the file says what the session's table says. */
  boolean isGood() {
    return goodOctets >= 0;
  }

  /** Adds a frame, unless there is nothing to add to or so much that a new file pays. */
  private boolean append(IndexBatch batch, MessageTable after) throws IOException {
    if (goodOctets < 0) {
      return false;
    }
    OctetWriter out = new OctetWriter();
    batch.write(out, after);
    ByteBuffer frame = frame(out.toBuffer());
    if (goodOctets + frame.remaining() > 2 * Math.max(wholeOctets, MIN_OCTETS_TO_REWRITE)) {
      return false;
    }
    try (FileChannel channel =
        files.open(maildir.index(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.position(goodOctets);
      files.write(channel, frame);
      goodOctets = channel.position();
    }
    return true;
  }

  private void replace(MessageTable table, IndexBatch batch) throws IOException {
    OctetWriter out = new OctetWriter();
    IndexBatch.whole(table, batch.fresh(), batch.current()).write(out, table);
    ByteBuffer payload = out.toBuffer();
    wholeOctets = payload.remaining();
    Path draft = maildir.indexDraft();
    try (FileChannel channel =
        files.open(
            draft,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_OCTETS).put(MAGIC).putLong(inode).flip();
      files.write(channel, header);
      files.write(channel, frame(payload));
      goodOctets = channel.position();
    }
    files.move(draft, maildir.index());
  }

  private static ByteBuffer frame(ByteBuffer payload) {
    return ByteBuffer.allocate(FRAME_HEADER_OCTETS + payload.remaining())
        .putInt(payload.remaining())
        .putInt(checksum(payload.duplicate()))
        .put(payload)
        .flip();
  }
}
