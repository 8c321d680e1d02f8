package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
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

  private final MaildirEnvironment environment;
  private final FileOperations files;
  private final MaildirLayout maildir;
  private final LockedMaildir locked;
  private final MessageTable table;
  private final MaildirListing listing;
  private final Retention retention;
  private final SeenFlags seenFlags;
  private final Map<Integer, MessageMeasure> remeasured = new TreeMap<>();
  private BitSet removed = new BitSet();
  private boolean committed;
  private boolean closed;

  MaildirMaildrop(
      MaildirEnvironment environment,
      MaildirLayout maildir,
      LockedMaildir locked,
      Retention retention) {
    this.environment = environment;
    this.retention = retention;
    this.files = environment.files();
    this.maildir = maildir;
    this.locked = locked;
    this.table = locked.table();
    this.listing = new MaildirListing(table);
    this.seenFlags = new SeenFlags(files, maildir);
  }

  @Override
  public MaildropListing messages() {
    checkOpen();
    return listing;
  }

  @Override
  public Expiry expiry() {
    return retention.expiry();
  }

  @Override
  public MessageContent read(int index) throws MaildropException {
    checkOpen();
    Objects.checkIndex(index, table.count());
    try {
      try {
        return open(index);
      } catch (NoSuchFileException e) {
        if (locked.paths().findAgain().get(index)) {
          throw new MaildropException.Temporary(
              "message " + (index + 1) + " of " + maildir.root() + " was removed by others", e);
        }
        return open(index);
      }
    } catch (IOException e) {
      throw Trouble.of("message can't be read", locked.paths().path(index), e);
    }
  }

  /** Opens the file, if it still is what the listing says. */
  private MessageContent open(int index) throws IOException, MaildropException {
    Path file = locked.paths().path(index);
    FileFacts facts = files.file(file);
    MessageMeasure measure = table.measure(index);
    if (!measure.fits(facts)) {
      measure = measureAgain(index, file, facts);
    }
    FileChannel channel = files.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    Runnable whenRead = environment.options().markSeen() ? () -> seenFlags.note(index) : () -> {};
    return new StoredMessage(channel, measure.storedOctets(), measure.isWireReady(), whenRead);
  }

  /** Somebody wrote to the file, or gave it another time; or its size is hearsay so far. */
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
  public boolean notesReading() {
    return environment.options().markSeen();
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
    try {
      locked.checkWritable();
      removed = locked.remove(wanted);
    } catch (IOException e) {
      throw Trouble.of("messages can't be removed", maildir.root(), e);
    }
    int count = removed.cardinality();
    // What is gone already is gone from the index too.
    removed.or(wanted);
    return new CommitResult(count, wanted.cardinality() - count);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (locked.isExclusive()) {
        seenFlags.set(locked.paths(), removed);
        saveIndex();
      }
    } finally {
      locked.close();
    }
  }

  private void saveIndex() {
    if (removed.isEmpty() && remeasured.isEmpty()) {
      return;
    }
    List<IndexBatch.Remeasured> measures =
        remeasured.entrySet().stream()
            .map(e -> new IndexBatch.Remeasured(e.getKey(), e.getValue()))
            .toList();
    locked.saveChanges(measures, removed);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("maildrop: closed (expected: open)");
    }
  }
}
