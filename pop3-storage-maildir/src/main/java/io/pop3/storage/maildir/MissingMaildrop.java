package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MessageContent;
import java.util.Objects;

/** The maildrop of a user who has no maildir: empty, and no reason to make one. */
final class MissingMaildrop implements Maildrop {

  private final MaildirListing listing = new MaildirListing(new MessageTable());
  private final MaildirLock lock;
  private final Retention retention;
  private boolean committed;
  private boolean closed;

  MissingMaildrop(MaildirLock lock, Retention retention) {
    this.lock = lock;
    this.retention = retention;
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
  public MessageContent read(int index) {
    checkOpen();
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public CommitResult commit(Deletions marked) {
    checkOpen();
    if (committed) {
      throw new IllegalStateException("maildrop: committed before (expected: once)");
    }
    marked.indexes().forEach(index -> Objects.checkIndex(index, 0));
    committed = true;
    return new CommitResult(0, 0);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("maildrop: closed (expected: open)");
    }
  }

  @Override
  public void close() {
    closed = true;
    lock.close();
  }
}
