package io.pop3.storage.maildir;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a maildir remembers what its messages are called and how long they are, so that
 * neither directories nor messages are read without need.
 *
 * <pre>
 * file  = magic:8 maildir-inode:int64 *frame
 * frame = length:int32 crc32c:int32 ids:int64 batch     ; stamp of {@link UniqueIdFile}, {@link IndexBatch}
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

  private static final int HEADER_OCTETS = MAGIC.length + Long.BYTES;

  /** Small files are not worth rewriting. */
  private static final long MIN_OCTETS_TO_REWRITE = 64 << 10;

  private final FileOperations files;
  private final MaildirLayout maildir;
  private final long inode;

  /** The size of the file if all of it is good and says what the session's table says; else -1. */
  private long goodOctets = -1;

  /** The size of the first frame, which held the whole table once. */
  private long wholeOctets;

  /** For which file of unique-ids the table holds. */
  private long idsStamp;

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
   * @param idsStamp the stamp of the file of unique-ids that it was true for
   * @param belongsHere false if it was made for another directory, so that names may mean other
   *     messages
   */
  record Contents(
      MessageTable table,
      DirectoryState fresh,
      DirectoryState current,
      long idsStamp,
      boolean belongsHere) {

    private static Contents nothing() {
      return new Contents(
          new MessageTable(), DirectoryState.UNKNOWN, DirectoryState.UNKNOWN, 0, true);
    }
  }

  /** Reads the file; what can't be read counts as not known. */
  Contents load() {
    goodOctets = -1;
    wholeOctets = 0;
    try {
      return parse(WholeFile.read(files, maildir.index()));
    } catch (NoSuchFileException e) {
      return Contents.nothing();
    } catch (IOException e) {
      LOG.warn("index of {} can't be read and is made anew: {}", maildir.root(), e.toString());
      return Contents.nothing();
    }
  }

  private Contents parse(ByteBuffer octets) {
    if (octets.remaining() < HEADER_OCTETS || !Frame.startsWith(MAGIC, octets)) {
      LOG.warn("index of {} is none of this version and is made anew", maildir.root());
      return Contents.nothing();
    }
    boolean belongsHere = octets.position(MAGIC.length).getLong() == inode;
    Contents contents = Contents.nothing();
    boolean sound = true;
    while (sound && octets.hasRemaining()) {
      int start = octets.position();
      ByteBuffer payload;
      try {
        payload = Frame.unwrap(octets);
      } catch (IllegalArgumentException e) {
        sound = false;
        LOG.warn(
            "index of {} is good for {} of {} octets; the rest is looked up",
            maildir.root(),
            start,
            octets.limit());
        continue;
      }
      try {
        OctetReader in = new OctetReader(payload);
        long stamp = in.fixedLong();
        IndexBatch batch = IndexBatch.readInto(in, contents.table);
        in.end();
        contents = new Contents(contents.table, batch.fresh(), batch.current(), stamp, belongsHere);
      } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
        LOG.warn("index of {} is damaged and is made anew", maildir.root(), e);
        return Contents.nothing();
      }
      wholeOctets = wholeOctets == 0 ? octets.position() : wholeOctets;
    }
    goodOctets = sound && belongsHere ? octets.limit() : -1;
    idsStamp = contents.idsStamp;
    return contents;
  }

  /** From now on the table holds for another file of unique-ids, and differs from this file's. */
  void identifiedBy(long stamp) {
    idsStamp = stamp;
    goodOctets = -1;
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

  /** Remembers changes, without additions, to the table of a session, which must stay as it is. */
  void saveChanges(IndexBatch batch) {
    if (goodOctets < 0) {
      return;
    }
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

  /** Adds a frame, unless there is nothing to add to or so much that a new file pays. */
  private boolean append(IndexBatch batch, MessageTable after) throws IOException {
    if (goodOctets < 0) {
      return false;
    }
    ByteBuffer frame = frame(batch, after);
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
    ByteBuffer frame = frame(IndexBatch.whole(table, batch.fresh(), batch.current()), table);
    ByteBuffer octets =
        ByteBuffer.allocate(HEADER_OCTETS + frame.remaining())
            .put(MAGIC)
            .putLong(inode)
            .put(frame)
            .flip();
    wholeOctets = octets.remaining();
    WholeFile.replace(files, maildir.index(), octets, Durability.NEVER);
    goodOctets = wholeOctets;
  }

  private ByteBuffer frame(IndexBatch batch, MessageTable after) {
    OctetWriter out = new OctetWriter().fixedLong(idsStamp);
    batch.write(out, after);
    return Frame.wrap(out.toBuffer());
  }
}
