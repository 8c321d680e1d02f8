package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.storage.maildir.FileOperations.FileFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A maildir in the hands of one session. */
final class MaildirMaildrop implements Maildrop {

  private static final int READ_OCTETS = 64 << 10;

  private final MaildirLayout maildir;
  private final FileOperations files;
  private final MaildirLock lock;
  private final MaildirIndex index;
  private final MessageTable table;
  private final MaildirListing listing;
  private final MessageFiles paths;
  private final Map<Integer, MessageMeasure> remeasured = new TreeMap<>();
  private final BitSet removed = new BitSet();
  private boolean committed;
  private boolean closed;

  MaildirMaildrop(
      MaildirLayout maildir,
      FileOperations files,
      MaildirLock lock,
      MaildirIndex index,
      MessageTable table) {
    this.maildir = maildir;
    this.files = files;
    this.lock = lock;
    this.index = index;
    this.table = table;
    this.listing = new MaildirListing(table);
    this.paths = new MessageFiles(files, maildir, table);
  }

  /** The maildrop of a user who has no maildir. */
  static MaildirMaildrop empty(MaildirLayout maildir, FileOperations files, MaildirLock lock) {
    MaildirIndex index = new MaildirIndex(files, maildir, 0);
    return new MaildirMaildrop(maildir, files, lock, index, new MessageTable());
  }

  @Override
  public MaildropListing messages() {
    checkOpen();
    return listing;
  }

  @Override
  public MessageContent read(int index) throws MaildropException {
    checkOpen();
    Objects.checkIndex(index, table.count());
    try {
      try {
        return open(index);
      } catch (NoSuchFileException e) {
        if (paths.findAgain().get(index)) {
          throw new MaildropException.Temporary(
              "message " + (index + 1) + " of " + maildir.root() + " was removed by others", e);
        }
        return open(index);
      }
    } catch (IOException e) {
      throw Trouble.of("message can't be read", paths.path(index), e);
    }
  }

  /** Opens the file, if it still is what the listing says. */
  private MessageContent open(int index) throws IOException, MaildropException {
    Path file = paths.path(index);
    FileFacts facts = files.file(file);
    MessageMeasure measure = table.measure(index);
    if (!measure.fits(facts)) {
      measure = measureAgain(index, file, facts);
    }
    FileChannel channel = files.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new StoredMessage(channel, measure.storedOctets(), measure.isWireReady());
  }

  /** Somebody wrote to the file, or gave it another time only. */
  private MessageMeasure measureAgain(int index, Path file, FileFacts facts)
      throws IOException, MaildropException {
    if (!facts.regular()) {
      throw new MaildropException.Temporary("message: " + file + " (expected: a regular file)");
    }
    MessageMeasure measure =
        MessageMeasure.of(files, file, facts, ByteBuffer.allocate(READ_OCTETS));
    remeasured.put(index, measure);
    if (measure.wireOctets() != table.wireOctets(index)) {
      throw new MaildropException.Temporary(
          "message was changed during the session: "
              + file
              + " has "
              + measure.wireOctets()
              + " octets (expected: "
              + table.wireOctets(index)
              + ")");
    }
    return measure;
  }

  @Override
  public CommitResult commit(Deletions marked) throws MaildropException {
    checkOpen();
    if (committed) {
      throw new IllegalStateException("maildrop: committed before (expected: once)");
    }
    BitSet wanted = new BitSet();
    marked.indexes().forEach(index -> wanted.set(Objects.checkIndex(index, table.count())));
    committed = true;
    if (wanted.isEmpty()) {
      return new CommitResult(0, 0);
    }
    if (!lock.isExclusive()) {
      throw new MaildropException.Permanent(
          "maildir: " + maildir.root() + " (expected: may be written, to remove messages)");
    }
    try {
      return remove(wanted);
    } catch (IOException e) {
      throw Trouble.of("messages can't be removed", maildir.root(), e);
    }
  }

  private CommitResult remove(BitSet wanted) throws IOException {
    BitSet left = removeOnce(wanted);
    if (!left.isEmpty()) {
      left.andNot(paths.findAgain());
      left = removeOnce(left);
      left.andNot(paths.findAgain());
      if (!left.isEmpty()) {
        throw new IOException("messages that others keep renaming: " + left.cardinality());
      }
    }
    return new CommitResult(removed.cardinality(), wanted.cardinality() - removed.cardinality());
  }

  /**
   * Removes messages.
   *
   * @return those that are not where they were
   */
  private BitSet removeOnce(BitSet wanted) throws IOException {
    BitSet missed = new BitSet();
    for (int index = wanted.nextSetBit(0); index >= 0; index = wanted.nextSetBit(index + 1)) {
      try {
        files.delete(paths.path(index));
        removed.set(index);
      } catch (NoSuchFileException e) {
        missed.set(index);
      }
    }
    return missed;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      IndexBatch changes = changes();
      if (!changes.changesNoMessage() && lock.isExclusive() && index.isGood()) {
        index.saveChanges(changes);
      }
    } finally {
      lock.close();
    }
  }

  private IndexBatch changes() {
    List<IndexBatch.Remeasured> measures =
        remeasured.entrySet().stream()
            .map(e -> new IndexBatch.Remeasured(e.getKey(), e.getValue()))
            .toList();
    return new IndexBatch(
        DirectoryState.UNKNOWN, DirectoryState.UNKNOWN, List.of(), measures, removed, 0);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("maildrop: closed (expected: open)");
    }
  }
}
